import { crc32 } from "node:zlib";
import type { OpenFile } from "./disk.ts";

/**
 * Records of a journal's segment, one after the other. A record is a head of little-endian numbers and what it carries:
 *
 *     0  marker, 4 bytes   the first 4 of the segment's id: what no client can guess, so that no record can hide in another
 *     4  size, 4 bytes     of what it carries
 *     8  place, 6 bytes    where the record was written, so that none can be missing before it
 *    14  synced, 6 bytes   the segment was known to be on the disk up to this position when the record was written
 *    20  checksum, 4 bytes CRC-32 of the segment's id, size, place, synced, and what it carries
 */
export const HEAD_BYTES = 24;

const SIZE_AT = 4;
const PLACE_AT = 8;
const SYNCED_AT = 14;
const POSITION_BYTES = 6;
const CHECKSUM_AT = 20;
const MARKER_BYTES = 4;
const WINDOW_BYTES = 4 * 1024 * 1024;
/** Far more than any request. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface JournalRecord {
  /** Where it starts and ends in the file. */
  start: number;
  end: number;
  /** Where it started when it was written. */
  place: number;
  synced: number;
  /** Valid until the next record is read. */
  payload: Buffer;
}

/** Fills in the head before a payload: `record` has HEAD_BYTES of room, then the payload. */
export function seal(record: Buffer, id: string, place: number, synced: number): void {
  if (record.length > MOST_BYTES) throw new Error("the call is too long");
  record.write(id.slice(0, 2 * MARKER_BYTES), 0, "hex");
  record.writeUInt32LE(record.length - HEAD_BYTES, SIZE_AT);
  record.writeUIntLE(place, PLACE_AT, POSITION_BYTES);
  record.writeUIntLE(synced, SYNCED_AT, POSITION_BYTES);
  record.writeUInt32LE(checksum(record, id), CHECKSUM_AT);
}

function checksum(record: Buffer, id: string): number {
  return crc32(record.subarray(HEAD_BYTES), crc32(record.subarray(SIZE_AT, CHECKSUM_AT), crc32(id)));
}

/** Reads records of one segment. */
export class RecordReader {
  readonly #file: OpenFile;
  readonly #id: string;
  readonly #marker: Buffer;
  readonly #size: number;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;

  constructor(file: OpenFile, id: string) {
    this.#file = file;
    this.#id = id;
    this.#marker = Buffer.from(id.slice(0, 2 * MARKER_BYTES), "hex");
    this.#size = file.size();
  }

  /** Yields the records from a position on, until there is none where it was written. */
  *from(position: number): Generator<JournalRecord> {
    for (let record = this.#at(position); record?.place === position; record = this.#at(record.end)) {
      yield record;
      position = record.end;
    }
  }

  /** Yields the whole records after a position, wherever they were written. */
  *after(position: number): Generator<JournalRecord> {
    for (let found = this.#find(position + 1); found !== undefined; found = this.#find(position)) {
      for (let record: JournalRecord | undefined = found; record !== undefined; record = this.#at(position)) {
        yield record;
        position = record.end;
      }
    }
  }

  /** Returns the record at a position; undefined if there is no whole one. */
  #at(position: number): JournalRecord | undefined {
    const head = this.#bytes(position, HEAD_BYTES);
    if (head === undefined || !head.subarray(0, MARKER_BYTES).equals(this.#marker)) return undefined;
    const size = HEAD_BYTES + head.readUInt32LE(SIZE_AT);
    const record = size > MOST_BYTES ? undefined : this.#bytes(position, size);
    if (record === undefined || record.readUInt32LE(CHECKSUM_AT) !== checksum(record, this.#id)) return undefined;
    const place = record.readUIntLE(PLACE_AT, POSITION_BYTES);
    const synced = record.readUIntLE(SYNCED_AT, POSITION_BYTES);
    return { start: position, end: position + record.length, place, synced, payload: record.subarray(HEAD_BYTES) };
  }

  /** Returns the first whole record that begins at a position or behind it. */
  #find(from: number): JournalRecord | undefined {
    for (;;) {
      const window = this.#bytes(from, Math.min(WINDOW_BYTES, this.#size - from));
      if (window === undefined || window.length < HEAD_BYTES) return undefined;
      const found = window.indexOf(this.#marker);
      if (found < 0) {
        from += window.length - MARKER_BYTES + 1;
        continue;
      }
      const record = this.#at(from + found);
      if (record !== undefined) return record;
      from += found + 1;
    }
  }

  /** Returns a part of the file, reading ahead; undefined if the file ends before. */
  #bytes(position: number, size: number): Buffer | undefined {
    if (size < 0 || position + size > this.#size) return undefined;
    if (position < this.#windowAt || position + size > this.#windowAt + this.#window.length) {
      const window = Buffer.allocUnsafe(Math.min(Math.max(size, WINDOW_BYTES), this.#size - position));
      this.#window = window.subarray(0, readFully(this.#file, window, position));
      this.#windowAt = position;
      if (this.#window.length < size) return undefined;
    }
    return this.#window.subarray(position - this.#windowAt, position - this.#windowAt + size);
  }
}

function readFully(file: OpenFile, buffer: Buffer, position: number): number {
  let done = 0;
  while (done < buffer.length) {
    const read = file.read(buffer.subarray(done), position + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}
