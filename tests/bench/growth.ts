/** The cost of a call as the table grows, of holding a state of 1,000,000 items, and of large requests. */
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import { callTo } from "./in_process_subjects.ts";
import { interleave } from "./interleave.ts";
import { largeRequests } from "./large_requests.ts";
import { atMost, type Row, type Section } from "./report.ts";
import { median, type Subject } from "./subject.ts";
import { batchWriteItem, createTable, getItem, ITEMS_A_KEY, putItem, query, smallItem, type Task } from "./workload.ts";

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const ROUNDS = 30;
const WARM_UP_MS = 300;
const MOST_GROWTH = 1.3;
const MOST_SNAPSHOT_US = 10;
const TASKS: Task[] = [
  { title: "GetItem", operation: "GetItem", body: getItem, calls: 60 },
  { title: "Query, page of 100", operation: "Query", body: query, calls: 10 },
];

export async function growth(): Promise<Section[]> {
  const engines: Engine[] = [];
  for (const size of SIZES) engines.push(await filled(size));
  const subjects = engines.map((engine, at) => spread(engine, SIZES[at] as number));
  const rows: Row[] = [];
  for (const task of TASKS) {
    const { medians, ratio } = await interleave(subjects, task, SIZES[0] as number, ROUNDS, WARM_UP_MS);
    const most = ratio(SIZES.length - 1, 0);
    rows.push({ title: task.title, figures: [...medians, most], budgets: [atMost("ratio", most, MOST_GROWTH)] });
  }
  const columns = [...SIZES.map((size) => size.toLocaleString("en-US")), "last/first"];
  const sizes: Section = { title: "Items of 100 bytes in the table: microseconds a call", columns, rows, notes: [] };
  return [sizes, states(engines.at(-1) as Engine), await largeRequests()];
}

async function filled(size: number): Promise<Engine> {
  const engine = await createEngine();
  const call = callTo(engine);
  call("CreateTable", createTable);
  for (let from = 0; from < size; from += 25) call("BatchWriteItem", batchWriteItem(from, smallItem));
  return engine;
}

/** Takes requests for the smallest table's items and spreads them over all items of this table. */
function spread(engine: Engine, size: number): Subject {
  const call = callTo(engine);
  const fewest = (SIZES[0] as number) / ITEMS_A_KEY;
  let calls = 0;
  const elsewhere = (number: string) => (Number(number) + calls++ * fewest) % (size / ITEMS_A_KEY);
  return {
    name: String(size),
    async round(operation, bodies) {
      const others = bodies.map((body) => body.replace(/author-(\d+)/, (_, number: string) => `author-${elsewhere(number)}`));
      return median(others.map((body) => timed(() => call(operation, body))));
    },
    end() {},
  };
}

/** Each restore undoes a write, so that there is something to restore. */
function states(engine: Engine): Section {
  const call = callTo(engine);
  const snapshots: number[] = [];
  const restores: number[] = [];
  for (let round = 0; round < 200; round++) {
    let id = 0;
    snapshots.push(timed(() => (id = engine.snapshot())));
    call("PutItem", putItem(round));
    restores.push(timed(() => engine.restore(id)));
    engine.release(id);
  }
  const row = (title: string, times: number[]): Row => ({
    title,
    figures: [median(times)],
    budgets: [atMost("", median(times), MOST_SNAPSHOT_US, " us")],
  });
  return {
    title: "States with 1,000,000 items: microseconds",
    columns: ["WASM"],
    rows: [row("snapshot", snapshots), row("restore", restores)],
    notes: [],
  };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) * 1000;
}
