import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { Clock } from "../../wasm/clock.ts";
import type { Engine, JournalEntry } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import { type Answer, textOf, type Walk, type WalkOptions } from "./random-walk.ts";

const HEAD_BYTES = 20;
const ANSWER_HEAD_BYTES = 12;
const MOST_OUTPUT_BYTES = 2 ** 30;

/** Repeats a walk's journal on a fresh engine. Fails unless it gives the same answers and ends in the same state, byte for byte. */
export async function replay(walk: Walk): Promise<void> {
  const engine = await freshEngine(walk.options);
  repeat(engine, walk, 0, walk.journal.length);
  assertSame(Buffer.from(engine.export()), walk);
  engine.dispose();
}

/** The same, but half way the state moves to another engine as an export. */
export async function replayWithImport(walk: Walk): Promise<void> {
  const half = Math.floor(walk.journal.length / 2);
  const first = await freshEngine(walk.options);
  repeat(first, walk, 0, half);
  const second = await freshEngine({ ...walk.options, seed: walk.options.seed + 1 });
  second.import(first.exportPieces());
  repeat(second, walk, half, walk.journal.length);
  assertSame(Buffer.from(second.export()), walk);
  first.dispose();
  second.dispose();
}

const freshEngine = (options: WalkOptions) => createEngine({ ...options, clock: new Clock(() => 0) });

function repeat(engine: Engine, walk: Walk, from: number, to: number): void {
  for (let step = from; step < to; step += 1) {
    const { status = 0, body = "" } = engine.replay(walk.journal[step] as JournalEntry) ?? {};
    assertAnswer(walk, step, { status, body, events: walk.options.observe ? textOf(engine.drainEvents()) : "" });
  }
}

/** Repeats a walk's journal with the native program of tests/soak/replay.cc. Fails like `replay`. */
export function replayNatively(walk: Walk, program: string): void {
  const { seed, observe, latency, throttle } = walk.options;
  const flags = [observe && "observe", latency === "service" && "service", throttle && "throttle"].filter((flag) => flag !== false);
  const input = Buffer.concat(walk.journal.map(encoded));
  const { status, signal, error, stdout, stderr } = spawnSync(program, [String(seed), ...flags], { input, maxBuffer: MOST_OUTPUT_BYTES });
  assert.equal(status, 0, `${program}: ${error?.message ?? signal ?? ""} ${stderr}`);
  let at = 0;
  for (const [step, expected] of walk.answers.entries()) {
    const [code, bodySize, eventsSize] = [0, 4, 8].map((offset) => stdout.readUInt32LE(at + offset)) as [number, number, number];
    const body = stdout.subarray(at + ANSWER_HEAD_BYTES, at + ANSWER_HEAD_BYTES + bodySize);
    at += ANSWER_HEAD_BYTES + bodySize + eventsSize;
    const events = stdout.toString("utf8", at - eventsSize, at);
    if (!body.equals(Buffer.from(expected.body))) assertAnswer(walk, step, { ...expected, body: body.toString("latin1") });
    assertAnswer(walk, step, { status: code, body: expected.body, events: events && JSON.stringify(JSON.parse(events)) });
  }
  assertSame(stdout.subarray(at), walk);
}

function encoded(entry: JournalEntry): Buffer {
  const { region, target, body } = entry.kind === "call" ? entry : { region: "", target: "", body: "" };
  const parts = [Buffer.from(region), Buffer.from(target), typeof body === "string" ? Buffer.from(body) : body];
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeBigInt64LE(BigInt(entry.now));
  for (const [index, part] of parts.entries()) head.writeUInt32LE(part.length, 8 + 4 * index);
  return Buffer.concat([head, ...parts]);
}

function assertAnswer(walk: Walk, step: number, answer: Answer): void {
  const expected = walk.answers[step];
  const same = expected?.status === answer.status && expected.body === answer.body && expected.events === answer.events;
  if (!same) assert.deepEqual(answer, expected, `seed ${walk.options.seed}, step ${step}: ${textOfEntry(walk.journal[step])}`);
}

function assertSame(state: Buffer, { state: expected, options }: Walk): void {
  assert.ok(state.equals(expected), `seed ${options.seed}: the export differs`);
}

function textOfEntry(entry: JournalEntry | undefined): string {
  if (entry?.kind !== "call") return JSON.stringify(entry);
  return `${entry.region} ${entry.target} ${entry.now} ${typeof entry.body === "string" ? entry.body : Buffer.from(entry.body).toString("latin1")}`;
}
