import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import type { ReplayOptions } from "../../wasm/data/segment.ts";
import { bigPut, CALLS, COMPACT, engines, LATER, PATH, recovered, run, someCalls, threeSegments } from "./kept-calls.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

const FOLDER = dirname(PATH);
const HEADER = /^SHARDBOOK-(?:DATA|JOURNAL) \d (\{.*\}) [\da-f]{8}\n/;
const RECORD_HEAD_BYTES = 24;
const EXPORT_MAGIC = "SHARDBOOK";
const EXPORT_CHECKSUM_BYTES = 8;

/** What a refusal may say. */
const NAMED = [
  /is damaged at byte \d+, with more calls behind that\. It was left as it is$/,
  /is damaged at byte \d+: that is no call\. It was left as it is$/,
  /is damaged at its start, or not of this version of Shardbook\. It was left as it is$/,
  /leads back to a state before it\. The journal was left as it is$/,
  /^it is damaged, or not a data file of this version of Shardbook\. It was left as it is$/,
  /continues another state of it, which is not here\. Put that back, or move the journal elsewhere$/,
  /^this version of Shardbook answers differently from the one that wrote the journal/,
];

/** Files of a data file, and every state that there was on the way to them. */
export interface Good {
  files: Map<string, Uint8Array>;
  states: Set<string>;
}

type Random = () => number;

export type Files = Good["files"];

/** A file with a journal of one segment, one of three, one after compactions, one ended, and one of earlier versions. Their ids are random. */
export async function goodFiles(): Promise<Files[]> {
  const plain = new SimulatedDisk();
  await run(plain, engines, CALLS.slice(0, 15));
  const large = new SimulatedDisk();
  await run(large, engines, [...CALLS.slice(0, 4), bigPut(20_000), ...CALLS.slice(4, 8)], { sync: true });
  const compacted = new SimulatedDisk();
  await run(compacted, engines, someCalls(60), { sync: true, ...COMPACT });
  const ended = new SimulatedDisk();
  await run(ended, engines, CALLS.slice(0, 20), { end: true });
  const old = new SimulatedDisk();
  old.put(PATH, await recovered(ended, engines));
  return [plain, large, compacted, await threeSegments(), ended, old].map(filesOn);
}

function filesOn(disk: SimulatedDisk): Files {
  return new Map(disk.list(FOLDER).map((name) => [name, disk.read(join(FOLDER, name))]));
}

export async function withStates(all: readonly Files[]): Promise<Good[]> {
  const good: Good[] = [];
  for (const files of all) good.push({ files, states: await statesOnTheWay(files) });
  return good;
}

/** Cuts the last segment byte by byte: what is left is what a crash may leave. */
async function statesOnTheWay(files: Map<string, Uint8Array>): Promise<Set<string>> {
  const states = new Set<string>();
  const last = [...files.keys()]
    .filter((name) => name.includes(".journal-"))
    .sort()
    .at(-1);
  const whole = last === undefined ? new Uint8Array() : (files.get(last) as Uint8Array);
  for (const end of [...recordStarts(whole), whole.length]) {
    const disk = diskOf(last === undefined ? files : new Map([...files, [last, whole.subarray(0, end)]]));
    states.add(Buffer.from(await recovered(disk, engines)).toString("latin1"));
  }
  const journalless = new Map([...files].filter(([name]) => !name.includes(".journal-")));
  if (journalless.size > 0) states.add(Buffer.from(await recovered(diskOf(journalless), engines)).toString("latin1"));
  return states;
}

function diskOf(files: Map<string, Uint8Array>): SimulatedDisk {
  const disk = new SimulatedDisk();
  for (const [name, bytes] of files) disk.put(join(FOLDER, name), bytes);
  return disk;
}

export type Outcome = "refused" | "recovered";

/**
 * Damages files, with or without mending their checksums, and recovers what is there. Fails if that throws something that does not name the
 * damage, or if damage that no checksum covers up is taken for a state that there never was.
 */
export async function recoverDamaged(from: readonly Good[], random: Random): Promise<Outcome> {
  const below = (end: number) => Math.floor(random() * end);
  const { files, states } = from[below(from.length)] as Good;
  const mended = random() < 0.6;
  const damagedFiles = new Map<string, Buffer>([...files].map(([name, bytes]) => [name, Buffer.from(bytes)]));
  for (let changes = random() < 0.7 ? 1 : 1 + below(4); changes > 0; changes -= 1) {
    const name = [...damagedFiles.keys()][below(damagedFiles.size)] as string;
    damagedFiles.set(name, damaged(damagedFiles.get(name) as Buffer, [...damagedFiles.values()], random));
  }
  const found = mended ? new Map([...damagedFiles].map(([name, bytes]) => [name, mend(bytes)])) : damagedFiles;
  const disk = diskOf(found);
  const options: ReplayOptions = { latency: "none", throttle: random() < 0.5 };
  try {
    const state = await recovered(disk, engines, options);
    if (!mended) assert.ok(states.has(Buffer.from(state).toString("latin1")), "the state is one that there was");
  } catch (error) {
    if (error instanceof assert.AssertionError || !NAMED.some((named) => named.test((error as Error).message))) throw error;
    return "refused";
  }
  assert.deepEqual((await run(disk, engines, CALLS.slice(0, 1), { start: LATER })).refused, [], "what was recovered can be opened");
  return "recovered";
}

const INTERESTING = [0, 1, 127, 128, 255];

function damaged(bytes: Buffer, others: readonly Buffer[], random: Random): Buffer {
  const below = (end: number) => Math.floor(random() * end);
  const at = below(random() < 0.4 ? Math.min(bytes.length, 150) : bytes.length);
  const size = 1 + below(random() < 0.7 ? 8 : 200);
  const replaced = (part: Uint8Array, removed: number) => Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at + removed)]);
  switch (below(7)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return replaced(Buffer.alloc(0), size);
    case 2:
      return replaced(bytes.subarray(at, at + size), 0);
    case 3: {
      const other = others[below(others.length)] as Buffer;
      const start = below(other.length);
      return replaced(other.subarray(start, start + size), random() < 0.5 ? size : 0);
    }
    case 4:
      return replaced(Buffer.alloc(size, INTERESTING[below(INTERESTING.length)]), size);
    case 5:
      return replaced(Buffer.from([below(256)]), 1);
    default:
      return replaced(Buffer.from([(bytes[at] ?? 0) ^ (1 << below(8))]), 1);
  }
}

/** Makes all checksums fit again: of the header, of each record, of an export. */
export function mend(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const header = /^(SHARDBOOK-[A-Z]+ \d+ .*? )[^ \n]*\n/.exec(text);
  const rest = bytes.subarray(header?.[0].length ?? 0);
  if (header === null) return text.startsWith(EXPORT_MAGIC) ? mendExport(bytes) : bytes;
  const line = Buffer.from(header[1] as string, "latin1");
  const head = Buffer.concat([line, Buffer.from(`${crc32(line.toString()).toString(16).padStart(8, "0")}\n`)]);
  return Buffer.concat([head, text.startsWith("SHARDBOOK-DATA") ? mendExport(rest) : mendRecords(rest, head.length, idIn(text))]);
}

const idIn = (text: string): string => /"id":"([^"]*)"/.exec(text)?.[1] ?? "";

/** `start` is where the records start in the file. */
function mendRecords(bytes: Buffer, start: number, id: string): Buffer {
  const marker = Buffer.from(id.slice(0, 8), "hex");
  const out = Buffer.from(bytes);
  for (let at = 0; marker.length > 0 && at >= 0 && at + RECORD_HEAD_BYTES <= out.length; ) {
    const end = at + RECORD_HEAD_BYTES + out.readUInt32LE(at + 4);
    if (out.indexOf(marker, at) === at && end <= out.length) {
      out.writeUIntLE(start + at, at + 8, 6);
      const sum = crc32(out.subarray(at + RECORD_HEAD_BYTES, end), crc32(out.subarray(at + 4, at + 20), crc32(id)));
      out.writeUInt32LE(sum, at + 20);
      at = end;
    } else {
      at = out.indexOf(marker, at + 1);
    }
  }
  return out;
}

function mendExport(bytes: Buffer): Buffer {
  if (bytes.length < EXPORT_CHECKSUM_BYTES) return bytes;
  const out = Buffer.from(bytes);
  const end = out.length - EXPORT_CHECKSUM_BYTES;
  out.writeBigUInt64LE(fnv1a(out.subarray(0, end)), end);
  return out;
}

/** 64-bit, http://www.isthe.com/chongo/tech/comp/fnv/, in halves: BigInt would take most of the time. */
function fnv1a(bytes: Uint8Array): bigint {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    // The prime is 2^40 + 0x1b3.
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return (BigInt(high) << 32n) | BigInt(low);
}

/** Where a segment's records start. */
export function* recordStarts(bytes: Uint8Array): Generator<number> {
  const header = HEADER.exec(Buffer.from(bytes).toString("latin1"))?.[0].length;
  for (let at = header; at !== undefined && at < bytes.length; ) {
    yield at;
    at += RECORD_HEAD_BYTES + Buffer.from(bytes).readUInt32LE(at + 4);
  }
}
