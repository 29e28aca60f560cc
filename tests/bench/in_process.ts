import { bareMap, dynaliteInProcess, wasm, wasmOf } from "./in_process_subjects.ts";
import { type Figures, interleave } from "./interleave.ts";
import { native } from "./native_subject.ts";
import { atMost, type Budget, type Row, type Section } from "./report.ts";
import { batchWriteItem, createTable, TASKS } from "./workload.ts";

const ITEMS = 4_000;
const ROUNDS = 30;
const WARM_UP_MS = 300;
/** For WASM in Node, in microseconds. */
const BUDGETS: Record<string, number> = { PutItem: 6, GetItem: 3, UpdateItem: 8, Query: 50, Scan: 700 };
const MOST_AGAINST_NATIVE = 1.7;
const MOST_AGAINST_MAP = 1;
const AGAINST_MAP = ["PutItem", "GetItem"];

/** The Map's place among the subjects. */
const MAP = 3;

/** `against` is the folder of another checkout, to compare with. */
export async function inProcess(against?: string): Promise<Section> {
  const subjects = [await wasm(), native(), dynaliteInProcess(), bareMap()];
  if (against !== undefined) subjects.push(await wasmOf(against));
  for (const subject of subjects) {
    await subject.round("CreateTable", [createTable]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let from = 0; from < ITEMS; from += 25) await subject.round("BatchWriteItem", [batchWriteItem(from)]);
  }
  const rows: Row[] = [];
  for (const task of TASKS) {
    const figures = await interleave(subjects, task, ITEMS, ROUNDS, WARM_UP_MS);
    const [ours = Number.NaN] = figures.medians;
    const againstNative = figures.ratio(0, 1);
    const budgets: Budget[] = [atMost("WASM/native", againstNative, MOST_AGAINST_NATIVE)];
    const most = BUDGETS[task.operation];
    if (AGAINST_MAP.includes(task.operation)) budgets.push(atMost("WASM/Map", figures.ratio(0, MAP), MOST_AGAINST_MAP));
    if (most !== undefined) budgets.unshift(atMost("WASM", ours, most, " us"));
    rows.push({ title: task.title, figures: [...figures.medians, ...ratios(figures, subjects.length)], budgets });
  }
  for (const subject of subjects) subject.end();
  const [, ...peers] = subjects.map(({ name }) => name);
  const columns = ["WASM", ...peers, ...peers.map((name) => `WASM/${name}`)];
  return { title: "In one process: microseconds a call", columns, rows, notes: ["Map: a bare JavaScript Map, without DynamoDB."] };
}

/** Returns the first subject's time in terms of each other's. */
function ratios(figures: Figures, subjects: number): number[] {
  return Array.from({ length: subjects - 1 }, (_, at) => figures.ratio(0, at + 1));
}
