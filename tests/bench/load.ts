/**
 * node --import tsx tests/bench/load.ts engine|dynalite: loads 100,000 items of 1 KB by BatchWriteItem; prints seconds and MiB of growth.
 */
import { dynaliteInProcess, wasm } from "./in_process_subjects.ts";
import { batchWriteItem, createTable } from "./workload.ts";

const ITEMS = 100_000;
const subject = process.argv[2] === "dynalite" ? dynaliteInProcess() : await wasm();
const before = process.memoryUsage();
await subject.round("CreateTable", [createTable]);
await new Promise((resolve) => setTimeout(resolve, 100));
let milliseconds = 0;
for (let from = 0; from < ITEMS; from += 25) {
  const body = batchWriteItem(from);
  const started = performance.now();
  await subject.round("BatchWriteItem", [body]);
  milliseconds += performance.now() - started;
}
const after = process.memoryUsage();
const mebibytes = (bytes: number) => bytes / 2 ** 20;
const figures = {
  seconds: milliseconds / 1000,
  engine: mebibytes(after.external - before.external),
  process: mebibytes(after.rss - before.rss),
};
console.log(JSON.stringify(figures));
process.exit(0); // dynalite's store keeps the process alive
