import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Clock } from "../../wasm/clock.ts";
import { type Compactor, compact } from "../../wasm/data/compaction.ts";
import { DataFile, type DataFileOptions } from "../../wasm/data/data-file.ts";
import { recover } from "../../wasm/data/recovery.ts";
import type { ReplayOptions } from "../../wasm/data/segment.ts";
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import { NotKeptError } from "../../wasm/not-kept.ts";
import { SimulatedDisk, systemError } from "./simulated-disk.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

export const PATH = join(folder, "tables");
export const START = 1_800_000_000_000;
/** After all calls: an engine's clock never has to catch up. */
export const LATER = START + 1_000_000_000;

export interface TestCall {
  target: string;
  body: string;
  region?: string;
  /** How much later than the call before, in milliseconds. */
  later?: number;
}

/** Hands out the same engine again and again, emptied: loading one takes long. */
export class Engines {
  now = START;
  #idle = new Map<string, { engine: Engine; empty: Uint8Array }>();

  /** For one user at a time. */
  of =
    (user: string) =>
    async (options: ReplayOptions): Promise<Engine> => {
      const key = `${user} ${JSON.stringify({ latency: options.latency, throttle: options.throttle })}`;
      const known = this.#idle.get(key);
      known?.engine.import(known.empty);
      if (known !== undefined) return known.engine;
      const { latency, throttle } = options;
      const engine = await createEngine({ seed: 7, latency, throttle, clock: new Clock(() => this.now) });
      this.#idle.set(key, { engine, empty: engine.export() });
      return engine;
    };
}

export const PLAIN: ReplayOptions = { latency: "none", throttle: false };

/** Compacts in this thread, on a simulated disk. */
class CompactorHere implements Compactor {
  running: Promise<void> = Promise.resolve();
  readonly #disk: SimulatedDisk;
  readonly #engines: Engines;

  constructor(disk: SimulatedDisk, engines: Engines) {
    this.#disk = disk;
    this.#engines = engines;
  }

  start(compaction: Parameters<Compactor["start"]>[0]): Promise<void> {
    this.running = compact(this.#disk, this.#engines.of("compactor"), compaction);
    return this.running;
  }

  async stop(): Promise<void> {
    await this.running.catch(() => {});
  }
}

export interface Run {
  /** Calls answered, and kept. */
  kept: number;
  /** Calls made, kept or not. */
  made: number;
  /** The engine's state at the end; undefined if the file couldn't be opened. */
  state: Uint8Array | undefined;
  refused: string[];
  reports: string[];
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

export interface RunOptions extends Partial<DataFileOptions> {
  start?: number;
  /** How many calls are made before waiting until they are kept. */
  together?: number;
  /** Ends the data file; otherwise it stays as when the process is killed. */
  end?: boolean;
}

/** Makes calls on a data file on this disk. */
export async function run(
  disk: SimulatedDisk,
  engines: Engines,
  calls: readonly TestCall[],
  { start = START, together = 1, end = false, ...options }: RunOptions = {},
): Promise<Run> {
  const result: Run = { kept: 0, made: 0, state: undefined, refused: [], reports: [] };
  let live: Engine | undefined;
  engines.now = start;
  const compactor = new CompactorHere(disk, engines);
  const createLive = async (replay: ReplayOptions) => (live = await engines.of("live")(replay));
  const report = (text: string) => result.reports.push(text);
  const file = await DataFile.open(PATH, { ...PLAIN, createEngine: createLive, disk, compactor, report, ...options }).catch(
    (error: Error) => void result.refused.push(error.message),
  );
  if (file === undefined) return result;
  try {
    for (let from = 0; from < calls.length; from += together) {
      const keeping = calls.slice(from, from + together).map(async ({ target, body, region = "eu-west-1", later = 1 }) => {
        engines.now += later;
        file.handle({ target, body, region });
        result.made += 1;
        await file.kept();
        result.kept += 1;
      });
      for (const settled of await Promise.allSettled(keeping)) {
        if (settled.status === "fulfilled") continue;
        if (!(settled.reason instanceof NotKeptError)) throw settled.reason;
        result.refused.push(settled.reason.message);
      }
      await turn();
      await compactor.stop();
      await turn();
    }
    if (end) await file.end();
  } finally {
    file.close();
  }
  result.state = live?.export();
  return result;
}

/** Returns the state that a restarted program finds. */
export async function recovered(disk: SimulatedDisk, engines: Engines, options = PLAIN): Promise<Uint8Array> {
  engines.now = LATER;
  const { engine } = await recover(disk, PATH, { createEngine: engines.of("recovery"), options });
  return engine.export();
}

/** Returns the state before the first call and after each. */
export async function statesOf(engines: Engines, calls: readonly TestCall[]): Promise<Uint8Array[]> {
  const engine = await engines.of("reference")(PLAIN);
  let now = START;
  const states = [engine.export()];
  for (const { target, body, region = "eu-west-1", later = 1 } of calls) {
    now += later;
    engine.replay({ kind: "call", target, body, region, now });
    states.push(engine.export());
  }
  return states;
}

const ITEMS = "DynamoDB_20120810";
const call = (operation: string, input: object): TestCall => ({ target: `${ITEMS}.${operation}`, body: JSON.stringify(input) });

export const TABLE = {
  TableName: "kept",
  KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};

/** Calls of many kinds and sizes that change something, one that is refused among them. */
export function someCalls(count: number): TestCall[] {
  const calls = [call("CreateTable", TABLE)];
  for (let n = 1; calls.length < count; n += 1) {
    const key = { k: { S: `k${n % 5}` } };
    calls.push(
      call("PutItem", { TableName: "kept", Item: { ...key, v: { S: "x".repeat((n * 37) % 150) }, u: { S: "ü€😀" } } }),
      call("UpdateItem", { TableName: "kept", Key: key, UpdateExpression: "ADD n :1", ExpressionAttributeValues: { ":1": { N: "1" } } }),
      call("TransactWriteItems", { TransactItems: [{ Put: { TableName: "kept", Item: { k: { S: `t${n}` } } } }] }),
      call("PutItem", { TableName: "missing", Item: key }),
      call("DeleteItem", { TableName: "kept", Key: { k: { S: `t${n - 1}` } } }),
    );
  }
  return calls.slice(0, count);
}

export const bigPut = (bytes: number): TestCall =>
  call("PutItem", { TableName: "kept", Item: { k: { S: "big" }, v: { S: "x".repeat(bytes) } } });

export const engines = new Engines();
/** A run of these with COMPACT compacts several times. */
export const CALLS = someCalls(40);
export const COMPACT = { compactFromBytes: 1_000 };
const STATES = await statesOf(engines, CALLS);

/** Returns how many of CALLS the state that a restarted program finds holds. Fails if it is none that there was. */
export async function callsIn(disk: SimulatedDisk): Promise<number> {
  const state = Buffer.from(await recovered(disk, engines));
  const count = STATES.findIndex((other) => state.equals(other));
  assert.notEqual(count, -1, "the state is one that there was");
  return count;
}

/** Everything from this operation on fails: the process has been killed. */
export function killAt(disk: SimulatedDisk, at: number): void {
  disk.inject = (_kind, number) => {
    if (number >= at) disk.dead = true;
    return disk.dead ? { error: systemError("EIO") } : undefined;
  };
}

/** A journal of three segments: with other options another one is started. */
export async function threeSegments(): Promise<SimulatedDisk> {
  let disk = new SimulatedDisk();
  for (const [part, throttle] of [false, true, false].entries()) {
    disk = disk.afterKill();
    await run(disk, engines, CALLS.slice(part * 5, part * 5 + 5), { throttle, start: START + part * 5 });
  }
  assert.deepEqual(disk.list(dirname(PATH)).sort(), ["tables", "tables.journal-1", "tables.journal-2", "tables.journal-3"]);
  return disk;
}
