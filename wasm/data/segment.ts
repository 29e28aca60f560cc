import { randomBytes } from "node:crypto";
import type { EngineOptions } from "../engine.ts";
import { type Disk, type OpenFile, replaceFile, writeFully } from "./disk.ts";
import { decodeHeader, encodeHeader, MOST_HEADER_BYTES } from "./header.ts";
import { type RecordReader, seal } from "./record.ts";

/** What else than its calls decides what an engine answers. */
export type ReplayOptions = Required<Pick<EngineOptions, "latency" | "throttle">>;

/** Each state of an engine that a file begins or ends with has an id. A segment leads from one to the next. */
export interface SegmentHeader extends ReplayOptions {
  /** Of the state after all of its calls. */
  id: string;
  /** Of the state before its first. */
  previous: string;
  /** The size of the segment that ends with that state; undefined if the file does, or in a journal of earlier versions. */
  previousSize?: number | undefined;
}

/** A segment as it lies beside the file. */
export interface StoredSegment {
  path: string;
  number: number;
  header: SegmentHeader;
  /** Where its records start, and where they end: the size of the file until they have been read. */
  start: number;
  end: number;
}

export function sameOptions(left: ReplayOptions, right: ReplayOptions): boolean {
  return left.latency === right.latency && left.throttle === right.throttle;
}

export const newId = (): string => randomBytes(16).toString("hex");

export const isId = (value: unknown): value is string => typeof value === "string" && /^[\da-f]{32}$/.test(value);

/** Returns the header and its size; undefined if it is damaged. */
export function readHeader(file: OpenFile): { header: SegmentHeader; size: number } | undefined {
  const start = Buffer.alloc(MOST_HEADER_BYTES);
  const read = decodeHeader("SHARDBOOK-JOURNAL", start.subarray(0, file.read(start, 0)));
  return read !== undefined && isHeader(read.fields) ? { header: read.fields, size: read.size } : undefined;
}

function isHeader(fields: object): fields is SegmentHeader {
  const { id, previous, previousSize, latency, throttle } = fields as Partial<Record<keyof SegmentHeader, unknown>>;
  if (previousSize !== undefined && typeof previousSize !== "number") return false;
  return isId(id) && isId(previous) && (latency === "none" || latency === "service") && typeof throttle === "boolean";
}

/** The segment that calls are appended to. A record is there as a whole or not at all. */
export class Segment {
  readonly header: SegmentHeader;
  readonly #file: OpenFile;
  readonly #start: number;
  #size: number;
  #synced: number;
  #closed = false;
  #failure: Error | undefined;
  #syncing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(file: OpenFile, header: SegmentHeader, start: number, size: number) {
    this.#file = file;
    this.header = header;
    this.#start = start;
    this.#size = size;
    this.#synced = size;
  }

  /** Creates an empty one with the permissions of the file `like`. */
  static create(disk: Disk, path: string, header: SegmentHeader, like: string): Segment {
    replaceFile(disk, path, [encodeHeader("SHARDBOOK-JOURNAL", header)], like);
    const file = disk.open(path);
    return new Segment(file, header, file.size(), file.size());
  }

  /** Opens one whose records end at `end`, and cuts off what is after them. */
  static open(disk: Disk, { path, header, start, end }: StoredSegment): Segment {
    const file = disk.open(path);
    try {
      if (file.size() > end) file.truncate(end);
      file.sync();
    } catch (error) {
      file.close();
      throw error;
    }
    return new Segment(file, header, start, end);
  }

  /** Where the next record starts. */
  get size(): number {
    return this.#size;
  }

  get isEmpty(): boolean {
    return this.#size === this.#start;
  }

  /** Appends a record whose head is empty. If that throws, the segment is as before. */
  append(record: Buffer): void {
    if (this.#failure !== undefined) throw this.#failure;
    seal(record, this.header.id, this.#size, this.#synced);
    try {
      this.#size = writeFully(this.#file, record, this.#size);
    } catch (error) {
      this.#cutTorn();
      throw error;
    }
  }

  /** What stays if this fails is overwritten by the next record, or cut by the next start. */
  #cutTorn(): void {
    try {
      this.#file.truncate(this.#size);
    } catch {}
  }

  /** Removes the records from a position on. */
  cut(size: number): void {
    this.#size = size;
    this.#synced = Math.min(this.#synced, size);
    this.#file.truncate(size);
  }

  /**
   * Resolves once all that has been appended is on the disk; undefined if it is. Whoever asks while a sync runs shares the next one. After a
   * sync has failed nobody knows what is on the disk, so that nothing can be appended any more.
   */
  sync(): Promise<void> | undefined {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#synced === this.#size) return undefined;
    if (this.#syncing === undefined) {
      this.#syncing = this.#syncNow();
      return this.#syncing;
    }
    this.#next ??= this.#syncing.then(() => {
      this.#next = undefined;
      return this.sync();
    });
    return this.#next;
  }

  async #syncNow(): Promise<void> {
    const size = this.#size;
    try {
      await this.#file.syncLater();
      this.#synced = Math.min(size, this.#size);
    } catch (error) {
      throw this.#fail(error as Error);
    } finally {
      this.#syncing = undefined;
    }
  }

  /** Syncs what is left. Nothing may be appended after that. */
  finish(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#file.size() > this.#size) this.#file.truncate(this.#size);
    try {
      this.#file.sync();
      this.#synced = this.#size;
    } catch (error) {
      throw this.#fail(error as Error);
    }
  }

  #fail({ message }: Error): Error {
    this.#failure = new Error(`${message}; what is on the disk is unknown until the next start`);
    return this.#failure;
  }

  /** Harmless if done twice. */
  async close(): Promise<void> {
    await this.#syncing?.catch(() => {});
    if (!this.#closed) this.#file.close();
    this.#closed = true;
  }
}

/** Returns whether bytes from `end` on, where no whole record begins, had been on the disk once: they are damaged, and no torn end. */
export function wasSynced(records: RecordReader, end: number): boolean {
  for (const { synced } of records.after(end)) if (synced > end) return true;
  return false;
}
