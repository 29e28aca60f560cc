/** Loads 100,000 items of 1 KB by BatchWriteItem into one engine; prints seconds, and in MiB the engine's memory and the process's growth. */
import { engine } from "./peers.ts";
import { batchWriteItem, createTable } from "./workload.ts";

const ITEMS = 100_000;
const peer = await engine();
const before = process.memoryUsage();
await peer("CreateTable", createTable);
let spent = 0;
for (let from = 0; from < ITEMS; from += 25) {
  const body = batchWriteItem(from);
  const started = performance.now();
  peer("BatchWriteItem", body);
  spent += performance.now() - started;
}
const after = process.memoryUsage();
const mebibytes = (bytes: number) => bytes / 2 ** 20;
console.log(
  JSON.stringify({
    seconds: spent / 1000,
    engine: mebibytes(after.external - before.external),
    process: mebibytes(after.rss - before.rss),
  }),
);
