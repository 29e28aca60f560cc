import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { encodeHeader } from "../../wasm/data/header.ts";
import { HEAD_BYTES, seal } from "../../wasm/data/record.ts";
import { random } from "../random.ts";
import { goodFiles, mend, recoverDamaged, withStates } from "./damaged-files.ts";
import { CALLS, engines, LATER, PATH, run } from "./kept-calls.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

const [ID, OTHER] = ["a".repeat(32), "b".repeat(32)];
const OPTIONS = { latency: "none", throttle: false };

/** What the start says to a file whose state has the id ID, with these journals beside it. */
async function refusalOf(...journals: Uint8Array[]): Promise<string> {
  const disk = new SimulatedDisk();
  const { state } = await run(new SimulatedDisk(), engines, CALLS.slice(0, 2));
  disk.put(PATH, Buffer.concat([encodeHeader("SHARDBOOK-DATA", { id: ID }), state as Uint8Array]));
  for (const [index, bytes] of journals.entries()) disk.put(`${PATH}.journal-${index + 1}`, bytes);
  return (await run(disk, engines, [], { start: LATER })).refused.join();
}

function journal(header: object, ...payloads: string[]): Uint8Array {
  let segment = Buffer.from(encodeHeader("SHARDBOOK-JOURNAL", header));
  for (const payload of payloads) {
    const record = Buffer.concat([Buffer.alloc(HEAD_BYTES), Buffer.from(payload, "latin1")]);
    seal(record, (header as { id: string }).id, segment.length, 0);
    segment = Buffer.concat([segment, record]);
  }
  return segment;
}

test("a journal whose header says what none can say is named, though its checksum fits", async () => {
  const good = { id: OTHER, previous: ID, ...OPTIONS };
  assert.equal(await refusalOf(journal(good)), "");
  for (const wrong of [{ id: "x" }, { previous: 1 }, { latency: "long" }, { throttle: "no" }, { latency: undefined }]) {
    assert.match(await refusalOf(journal({ ...good, ...wrong })), /journal-1 is damaged at its start/, JSON.stringify(wrong));
  }
  const text = "SHARDBOOK-JOURNAL 2 {no JSON} ";
  const sum = crc32(text).toString(16).padStart(8, "0");
  assert.match(await refusalOf(Buffer.from(`${text}${sum}\n`)), /journal-1 is damaged at its start/);
});

test("journals that lead in a circle are refused, and recovery ends", async () => {
  assert.match(await refusalOf(journal({ id: ID, previous: ID, ...OPTIONS })), /journal-1 leads back to a state before it/);
  const circle = [journal({ id: OTHER, previous: ID, ...OPTIONS }), journal({ id: ID, previous: OTHER, ...OPTIONS })];
  assert.match(await refusalOf(...circle), /journal-\d leads back to a state before it/);
});

test("a record that holds no call is named, though its checksum fits", async () => {
  const header = { id: OTHER, previous: ID, ...OPTIONS };
  const [noTimeLeft, tooLong] = ["\xff".repeat(6) + "\0".repeat(6), `${"\0".repeat(8)}\xff\xff\0\0region`];
  for (const payload of ["", "short", noTimeLeft, tooLong]) {
    assert.match(await refusalOf(journal(header, payload)), /journal-1 is damaged at byte \d+: that is no call/, JSON.stringify(payload));
  }
});

test("random damage, with checksums mended or not, is named or does no harm", async () => {
  const good = await withStates(await goodFiles());
  for (const bytes of good.flatMap(({ files }) => [...files.values()])) assert.deepEqual(mend(Buffer.from(bytes)), Buffer.from(bytes));
  const outcomes = new Map<string, number>();
  for (let seed = 0; seed < 1_000; seed += 1) {
    const outcome = await recoverDamaged(good, random(seed));
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  assert.ok((outcomes.get("refused") ?? 0) > 200 && (outcomes.get("recovered") ?? 0) > 40, [...outcomes].join());
});
