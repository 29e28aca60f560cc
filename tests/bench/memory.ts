import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { atMost, type Section } from "./report.ts";

const MOST_MEBIBYTES = 140;
const MOST_SECONDS = 1.5;
const MOST_KILOBYTES = 250;

/** 100,000 items of 1 KB, with each subject in its own process. */
export function memory(): Section {
  const ours = load("engine");
  const theirs = load("dynalite");
  return {
    title: "100,000 items of 1 KB by BatchWriteItem",
    columns: ["WASM", "dynalite"],
    rows: [
      { title: "seconds", figures: [ours.seconds, theirs.seconds], budgets: [atMost("WASM", ours.seconds, MOST_SECONDS, " s")] },
      { title: "MiB, the engine's memory", figures: [ours.engine], budgets: [atMost("WASM", ours.engine, MOST_MEBIBYTES, " MiB")] },
      { title: "MiB, the process grown by", figures: [ours.process, theirs.process], budgets: [] },
    ],
    notes: [],
  };
}

export function download(): Section {
  const bytes = readFileSync("build/wasm/engine.wasm");
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
  return {
    title: "engine.wasm: KB",
    columns: ["file", "brotli"],
    rows: [
      { title: "size", figures: [bytes.length / 1000, brotli / 1000], budgets: [atMost("brotli", brotli / 1000, MOST_KILOBYTES, " KB")] },
    ],
    notes: [],
  };
}

function load(subject: string): { seconds: number; engine: number; process: number } {
  return JSON.parse(execFileSync(process.execPath, ["--import", "tsx", "tests/bench/load.ts", subject], { encoding: "utf8" }));
}
