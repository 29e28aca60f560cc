import { basename, dirname, join } from "node:path";
import type { Engine } from "../engine.ts";
import { type Call, decodeCall } from "./call.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { type Disk, withFile } from "./disk.ts";
import { RecordReader } from "./record.ts";
import { type ReplayOptions, readHeader, type StoredSegment, sameOptions, wasSynced } from "./segment.ts";

export type Replica = Pick<Engine, "exportPieces" | "import" | "replay">;
export type CreateReplica<R extends Replica> = (options: ReplayOptions) => Promise<R>;

export interface Recovered<R extends Replica> {
  engine: R;
  /** What the engine was created with. */
  options: ReplayOptions;
  /** The id of its state; undefined if the file is an export alone, or missing. */
  id: string | undefined;
  /** Those that were repeated. */
  segments: StoredSegment[];
  /** Those that are not needed: their calls are in the file already, or they have none. To be removed in this order. */
  surplus: StoredSegment[];
  /** Of the last call; 0 if there was none. */
  status: number;
  /** How many bytes the last segment had after its last whole record. */
  torn: number;
}

export interface Recovery<R extends Replica> {
  createEngine: CreateReplica<R>;
  /** For the engine if there are no segments. */
  options: ReplayOptions;
  /** The id of the state to stop at; the newest by default. */
  until?: string;
  /** Called as segments are repeated, with the bytes repeated and to repeat. */
  onProgress?: (done: number, all: number) => void;
}

/** Brings an engine to the state that the file and its journal hold, or leaves it empty. Changes no file. Throws if one is damaged or missing. */
export async function recover<R extends Replica>(disk: Disk, path: string, recovery: Recovery<R>): Promise<Recovered<R>> {
  const checkpoint = readCheckpoint(disk, path);
  const stored = storedSegments(disk, path);
  const { segments, surplus } = arrange(stored, checkpoint?.id, recovery.until);
  let options = optionsOf(segments[0]?.header ?? recovery.options);
  let engine = await recovery.createEngine(options);
  if (checkpoint !== undefined) load(engine, checkpoint.state);
  const replay = new Replay(disk, segments, recovery.onProgress);
  for (const [at, segment] of segments.entries()) {
    if (!sameOptions(segment.header, options)) {
      options = optionsOf(segment.header);
      engine = await recreate(engine, options, recovery.createEngine);
    }
    const next = segments[at + 1] ?? stored.find(({ header }) => header.previous === recovery.until);
    replay.run(engine, segment, next === undefined, next?.header.previousSize);
  }
  return { engine, options, id: segments.at(-1)?.header.id ?? checkpoint?.id, segments, surplus, status: replay.status, torn: replay.torn };
}

function load(engine: Replica, state: Uint8Array): void {
  try {
    engine.import(state);
  } catch {
    throw new Error("it is damaged, or not a data file of this version of Shardbook. It was left as it is");
  }
}

/** Returns an engine of the same state with other options. */
export async function recreate<R extends Replica>(engine: R, options: ReplayOptions, createEngine: CreateReplica<R>): Promise<R> {
  const other = await createEngine(options);
  other.import(engine.exportPieces());
  return other;
}

const optionsOf = ({ latency, throttle }: ReplayOptions): ReplayOptions => ({ latency, throttle });

export const segmentPath = (path: string, number: number): string => `${path}.journal-${number}`;

function storedSegments(disk: Disk, path: string): StoredSegment[] {
  const folder = dirname(path);
  const names = disk.list(folder).filter((name) => name.startsWith(`${basename(path)}.journal-`));
  const segments: StoredSegment[] = [];
  for (const name of names) {
    const number = /^[1-9]\d{0,14}$/.exec(name.slice(basename(path).length + ".journal-".length))?.[0];
    if (number !== undefined) segments.push(storedSegment(disk, join(folder, name), Number(number)));
  }
  return segments.sort((left, right) => left.number - right.number);
}

function storedSegment(disk: Disk, path: string, number: number): StoredSegment {
  return withFile(disk, path, (file) => {
    const found = readHeader(file);
    if (found === undefined) throw new Error(`${path} is damaged at its start, or not of this version of Shardbook. It was left as it is`);
    return { path, number, header: found.header, start: found.size, end: file.size() };
  });
}

/** Finds the segments that lead on from the state with this id, in order, and those that are not needed. There may be no others with calls. */
function arrange(stored: StoredSegment[], id: string | undefined, until: string | undefined) {
  const filledFirst = [...stored.filter(hasRecords), ...stored.filter((segment) => !hasRecords(segment))];
  const covered: StoredSegment[] = [];
  for (let before = id; before !== undefined; before = covered[0]?.header.previous) {
    const found = stored.find(({ header }) => header.id === before);
    if (found === undefined) break;
    if (covered.includes(found)) throw circle(found);
    covered.unshift(found);
  }
  const segments: StoredSegment[] = [];
  for (let after = id; after !== undefined && after !== until; after = segments.at(-1)?.header.id) {
    const found = filledFirst.find(({ header }) => header.previous === after);
    if (found === undefined) break;
    if (segments.includes(found)) throw circle(found);
    segments.push(found);
  }
  if (until !== undefined) return { segments, surplus: covered };
  const others = stored.filter((segment) => !segments.includes(segment) && !covered.includes(segment));
  const stray = others.find(hasRecords);
  if (stray !== undefined) {
    throw new Error(`${stray.path} continues another state of it, which is not here. Put that back, or move the journal elsewhere`);
  }
  const full = segments.slice(0, 1 + segments.findLastIndex(hasRecords));
  return { segments: full, surplus: [...covered, ...segments.slice(full.length).reverse(), ...others] };
}

const circle = ({ path }: StoredSegment): Error => new Error(`${path} leads back to a state before it. The journal was left as it is`);

const hasRecords = ({ start, end }: StoredSegment): boolean => end > start;

/** Removes segments in their order: what is left of them must lead up to the state that the file holds. */
export function removeSegments(disk: Disk, segments: readonly { path: string }[]): void {
  segments.forEach(({ path }, index) => {
    if (index > 0 && index === segments.length - 1) disk.syncFolder(dirname(path));
    disk.remove(path);
  });
}

/** Repeats the calls of segments, one after the other. */
class Replay {
  status = 0;
  torn = 0;
  readonly #disk: Disk;
  readonly #onProgress: Recovery<Replica>["onProgress"];
  readonly #all: number;
  #done = 0;

  constructor(disk: Disk, segments: StoredSegment[], onProgress: Recovery<Replica>["onProgress"]) {
    this.#disk = disk;
    this.#onProgress = onProgress;
    this.#all = segments.reduce((sum, { end }) => sum + end, 0);
  }

  /**
   * Sets the segment's end to that of its records. Only one that calls were still appended to may have a torn end. `wanted` is where it ends
   * according to the next one.
   */
  run(engine: Replica, segment: StoredSegment, mayBeTorn: boolean, wanted?: number): void {
    withFile(this.#disk, segment.path, (file) => {
      const records = new RecordReader(file, segment.header.id);
      const size = segment.end;
      segment.end = segment.start;
      for (const { start, end, payload } of records.from(segment.start)) {
        this.#repeat(engine, payload, segment.path, start);
        this.#onProgress?.(this.#done + end, this.#all);
        segment.end = end;
      }
      this.#done += size;
      if (segment.end === size && segment.end === (wanted ?? size)) return;
      if (!mayBeTorn || wasSynced(records, segment.end)) {
        throw new Error(`${segment.path} is damaged at byte ${segment.end}, with more calls behind that. It was left as it is`);
      }
      this.torn = size - segment.end;
    });
  }

  #repeat(engine: Replica, payload: Buffer, path: string, start: number): void {
    const decoded = decodeCall(payload);
    if (decoded === undefined) throw new Error(`${path} is damaged at byte ${start}: that is no call. It was left as it is`);
    const { call, statusBefore } = decoded;
    const where = `${path}, byte ${start}`;
    if (statusBefore !== 0 && this.status !== 0 && statusBefore !== this.status) {
      throw new Error(`this version of Shardbook answers differently from the one that wrote the journal (${where}). Use that one`);
    }
    this.status = repeat(engine, call, where);
  }
}

function repeat(engine: Replica, call: Call, where: string): number {
  try {
    return engine.replay(call)?.status ?? 0;
  } catch (error) {
    throw new Error(`the engine fails when it repeats a call (${where}): ${(error as Error).message}`);
  }
}
