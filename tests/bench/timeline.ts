/** The page's timeline, without the page: ten thousand puts in a stream's table, and going to moments among them. */
import { createEngine } from "../../wasm/load.ts";
import { History } from "../../web/model/history.ts";
import { emptyInspection } from "../../web/model/inspection.ts";
import { reduceAll } from "../../web/model/inspection-reducer.ts";
import { Replica } from "../../web/observer/replica.ts";
import { atMost, type Row, type Section } from "./report.ts";
import { median } from "./subject.ts";
import { createTable, putItem, smallItem, TABLE } from "./workload.ts";

const STEPS = 10_000;
const REPORT = 50;
const SEEKS = 300;
const MOST_SEEK_MS = 50;
const MOST_MEBIBYTES = 100;
const MEBIBYTE = 2 ** 20;

/** Run with --expose-gc, or memory counts what nobody refers to any more. */
export async function timeline(): Promise<Section> {
  const rows: Row[] = [];
  for (const [title, body] of [
    ["100-byte items", (index: number) => JSON.stringify({ TableName: TABLE, Item: smallItem(index) })],
    ["1 KB items", putItem],
  ] as const) {
    rows.push(await measured(title, body));
  }
  return { title: `Timeline of ${STEPS.toLocaleString("en")} steps`, columns: ["seek ms", "slowest", "MiB"], rows, notes: [] };
}

async function measured(title: string, body: (index: number) => string): Promise<Row> {
  const replica = await Replica.create(createEngine, 1, undefined);
  const call = (operation: string, text: string, now: number) =>
    replica.repeat({
      type: "entry",
      entry: { kind: "call", region: "us-east-1", target: `DynamoDB_20120810.${operation}`, body: text, now },
    });
  const history = new History();
  const before = used();
  const StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" };
  let live = emptyInspection;
  let batch = [call("CreateTable", JSON.stringify({ ...JSON.parse(createTable), StreamSpecification }), 1_800_000_000_000)];
  for (let step = 1; step < STEPS; step++) {
    batch.push(call("PutItem", body(step % 4_000), 1_800_000_000_000 + step));
    if (batch.length < REPORT && step < STEPS - 1) continue;
    live = reduceAll(live, batch);
    history.add(batch, live);
    batch = [];
  }
  const grown = (used() - before) / MEBIBYTE;
  const times = Array.from({ length: SEEKS }, (_, at) => {
    const started = performance.now();
    history.stateAt((at * 7_919) % STEPS, live);
    return performance.now() - started;
  });
  const slowest = Math.max(...times);
  return {
    title,
    figures: [median(times), slowest, grown],
    budgets: [atMost("slowest", slowest, MOST_SEEK_MS, " ms"), atMost("MiB", grown, MOST_MEBIBYTES, "")],
  };
}

/** Of this process's heap; the engine's own memory is bounded by observer/past.ts. */
function used(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
