/** `npm run bench`: the engine beside dynalite in one run, on one machine. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { type Figures, measure } from "./measure.ts";
import { dynaliteInProcess, engine } from "./peers.ts";

const ITEMS = 20_000;
const DYNALITE_ITEMS = 4_000; // it needs longer

const wasm = await measure(await engine(), ITEMS);
const native = JSON.parse(execFileSync("build/native-release/tests/bench", { encoding: "utf8" })) as Figures;
const peer = await measure(dynaliteInProcess(), DYNALITE_ITEMS);

const rows: [string, keyof Figures][] = [
  ["PutItem, 1 KB", "putItem"],
  ["GetItem, 1 KB", "getItem"],
  ["Query, page of 100 items", "query"],
];
const cell = (text: string | number) => (typeof text === "number" ? text.toFixed(1) : text).padStart(12);
console.log(
  `${"median, microseconds".padEnd(28)}${["WASM", "native", "dynalite", "WASM/native", "dynalite/WASM"].map((name) => name.padStart(14)).join("")}`,
);
for (const [name, figure] of rows) {
  const figures = [wasm[figure], native[figure], peer[figure], wasm[figure] / native[figure], peer[figure] / wasm[figure]];
  console.log(`${name.padEnd(28)}${figures.map((value) => `  ${cell(value)}`).join("")}`);
}

const loaded = execFileSync(process.execPath, ["--import", "tsx", "tests/bench/load.ts"], { encoding: "utf8" });
const load = JSON.parse(loaded) as { seconds: number; engine: number; process: number };
console.log(
  `100,000 items of 1 KB by BatchWriteItem: ${load.seconds.toFixed(2)} s, ${load.engine.toFixed(0)} MiB of engine memory, ` +
    `process grown by ${load.process.toFixed(0)} MiB`,
);
const size = brotliCompressSync(readFileSync("build/wasm/engine.wasm")).length;
console.log(`engine.wasm: ${size} bytes as brotli`);
process.exit(0); // dynalite's store keeps the process alive
