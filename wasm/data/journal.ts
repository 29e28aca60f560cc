import type { Disk } from "./disk.ts";
import { removeSegments, segmentPath } from "./recovery.ts";
import { newId, type ReplayOptions, Segment, type StoredSegment, sameOptions } from "./segment.ts";

/** The calls since the checkpoint: sealed segments, complete and on the disk, and one that is appended to. */
export class Journal {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #options: ReplayOptions;
  #sealed: { path: string; size: number }[];
  #number: number;
  #segment: Segment;

  private constructor(disk: Disk, path: string, options: ReplayOptions, stored: StoredSegment[], segment: Segment) {
    this.#disk = disk;
    this.#path = path;
    this.#options = options;
    this.#sealed = stored.slice(0, -1).map(({ path, end }) => ({ path, size: end }));
    this.#number = stored.at(-1)?.number ?? 1;
    this.#segment = segment;
  }

  /** Goes on with the last segment, without its torn end. If there is none, creates the one that follows the state `id`. */
  static open(disk: Disk, path: string, options: ReplayOptions, stored: StoredSegment[], id: string): Journal {
    const last = stored.at(-1);
    if (last === undefined) {
      const header = { id: newId(), previous: id, ...options };
      return new Journal(disk, path, options, stored, Segment.create(disk, segmentPath(path, 1), header, path));
    }
    const journal = new Journal(disk, path, options, stored, Segment.open(disk, last));
    if (!sameOptions(last.header, options)) journal.rotate();
    return journal;
  }

  /** The id of the state after all calls. */
  get id(): string {
    return this.#segment.header.id;
  }

  get bytes(): number {
    return this.#sealed.reduce((sum, { size }) => sum + size, this.#segment.size);
  }

  get isEmpty(): boolean {
    return this.#sealed.length === 0 && this.#segment.isEmpty;
  }

  /** Appends a record whose head is empty. Returns what takes it away again. If that throws, the journal is as before. */
  append(record: Buffer): () => void {
    const segment = this.#segment;
    const { size } = segment;
    segment.append(record);
    return () => segment.cut(size);
  }

  /** Resolves once all that has been appended is on the disk; undefined if it is. */
  sync(): Promise<void> | undefined {
    return this.#segment.sync();
  }

  /** Seals the segment and starts the next. If that throws, the segment goes on. */
  rotate(): void {
    const segment = this.#segment;
    segment.finish();
    const header = { id: newId(), previous: segment.header.id, previousSize: segment.size, ...this.#options };
    this.#segment = Segment.create(this.#disk, segmentPath(this.#path, this.#number + 1), header, this.#path);
    this.#sealed.push({ path: segmentPath(this.#path, this.#number), size: segment.size });
    this.#number += 1;
    void segment.close();
  }

  /** The sealed segments have been removed. */
  forgetSealed(): void {
    this.#sealed = [];
  }

  /** Removes all segments. */
  async remove(): Promise<void> {
    await this.#segment.close();
    removeSegments(this.#disk, [...this.#sealed, { path: segmentPath(this.#path, this.#number) }]);
  }

  async close(): Promise<void> {
    await this.#segment.close();
  }
}
