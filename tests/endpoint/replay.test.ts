import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Compactor, compact } from "../../wasm/data/compaction.ts";
import { DataFile } from "../../wasm/data/data-file.ts";
import { nodeDisk } from "../../wasm/data/disk.ts";
import { recover } from "../../wasm/data/recovery.ts";
import type { ReplayOptions } from "../../wasm/data/segment.ts";
import type { Engine, EngineRequest } from "../../wasm/engine.ts";
import { Engines, LATER } from "./kept-calls.ts";
import { RandomCalls } from "./random-calls.ts";

const folder = mkdtempSync(join(tmpdir(), "replay-"));
after(() => rmSync(folder, { recursive: true }));

const CALLS = 3_000;
const AFTERWARDS = 1_000;

interface Lived {
  live: Engine;
  replayed: Engine;
  calls: RandomCalls;
  /** Status of calls, and how many had it. */
  statuses: Map<number, number>;
  throttled: number;
}

/** Makes random calls on a data file whose process is then killed, and starts another from what is there. */
async function liveAndReplay(options: ReplayOptions, seed: number, compactFromBytes: number): Promise<Lived> {
  const engines = new Engines();
  const path = join(mkdtempSync(join(folder, "data-")), "tables");
  const live = await engines.of("live")(options);
  const compactor: Compactor = {
    start: (compaction) => compact(nodeDisk, engines.of("compactor"), compaction),
    stop: async () => {},
  };
  const report = assert.fail;
  const file = await DataFile.open(path, { ...options, createEngine: engines.of("live"), compactor, compactFromBytes, report });
  const calls = new RandomCalls(seed);
  const statuses = new Map<number, number>();
  let throttled = 0;
  for (let left = CALLS; left > 0; left -= 1) {
    const { region, target, body, later } = calls.next();
    engines.now += later - (left % 500 === 0 ? 300_000 : 0); // somebody sets the machine's clock back
    const response = file.handle({ region, target, body: Buffer.from(body) });
    calls.learn(response.body);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (/ThroughputExceeded|ThrottlingException/.test(response.body)) throttled += 1;
    if (left % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  file.handle({ region: "eu-west-1", target: "DynamoDB_20120810.PutItem", body: "{}" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  file.close();
  const { engine } = await recover(nodeDisk, path, { createEngine: engines.of("replay"), options });
  return { live, replayed: engine as Engine, calls, statuses, throttled };
}

function assertVaried({ statuses, throttled }: Lived, throttle: boolean): void {
  assert.ok((statuses.get(200) ?? 0) > CALLS / 3 && (statuses.get(400) ?? 0) > CALLS / 20, [...statuses].join());
  assert.equal(throttled > 20, throttle, `${throttled} throttled`);
}

for (const latency of ["none", "service"] as const) {
  test(`with throttling, latency ${latency}: the state repeated from the journal is that of the engine that lived, byte for byte`, async () => {
    for (const [seed, compactFromBytes] of [
      [1, Number.POSITIVE_INFINITY],
      [2, 50_000],
    ] as const) {
      const lived = await liveAndReplay({ throttle: true, latency }, seed, compactFromBytes);
      assertVaried(lived, true);
      assert.deepEqual(lived.replayed.export(), lived.live.export());
    }
  });

  test(`latency ${latency}: an engine repeated from the journal, which holds no reads, answers like the one that lived`, async () => {
    for (const [seed, compactFromBytes] of [
      [3, Number.POSITIVE_INFINITY],
      [4, 50_000],
    ] as const) {
      const lived = await liveAndReplay({ throttle: false, latency }, seed, compactFromBytes);
      assertVaried(lived, false);
      let now = LATER;
      for (let left = AFTERWARDS; left > 0; left -= 1) {
        const { later, ...request } = lived.calls.next();
        now += later;
        const [one, other] = [lived.live, lived.replayed].map((engine) => answerOf(engine, request, now));
        assert.deepEqual(other, one, request.target);
        lived.calls.learn(one?.body ?? "");
      }
    }
  });
}

function answerOf(engine: Engine, request: EngineRequest, now: number): { status?: number; body: string } {
  const answer = engine.replay({ kind: "call", ...request, now });
  return { status: answer?.status, body: answer?.body ?? "" };
}
