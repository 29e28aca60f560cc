import { dynaliteInProcess, wasm } from "./in_process_subjects.ts";
import { interleave } from "./interleave.ts";
import { native } from "./native_subject.ts";
import { atMost, type Budget, type Row, type Section } from "./report.ts";
import { batchWriteItem, createTable, TASKS } from "./workload.ts";

const ITEMS = 4_000;
const ROUNDS = 30;
/** For WASM in Node, in microseconds. */
const BUDGETS: Record<string, number> = { PutItem: 12, GetItem: 6, Query: 300 };
const MOST_AGAINST_NATIVE = 1.7;

export async function inProcess(): Promise<Section> {
  const subjects = [await wasm(), native(), dynaliteInProcess()];
  for (const subject of subjects) {
    await subject.round("CreateTable", [createTable]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let from = 0; from < ITEMS; from += 25) await subject.round("BatchWriteItem", [batchWriteItem(from)]);
  }
  const rows: Row[] = [];
  for (const task of TASKS) {
    const figures = await interleave(subjects, task, ITEMS, ROUNDS);
    const [ours = Number.NaN] = figures.medians;
    const againstNative = figures.ratio(0, 1);
    const budgets: Budget[] = [atMost("WASM/native", againstNative, MOST_AGAINST_NATIVE)];
    const most = BUDGETS[task.operation];
    if (most !== undefined) budgets.unshift(atMost("WASM", ours, most, " us"));
    rows.push({ title: task.title, figures: [...figures.medians, againstNative, figures.ratio(2, 0)], budgets });
  }
  for (const subject of subjects) subject.end();
  const columns = [...subjects.map(({ name }) => name), "WASM/native", "dynalite/WASM"];
  return { title: "In one process: microseconds a call", columns, rows, notes: [] };
}
