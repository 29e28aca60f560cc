import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Engine, EngineRequest, EngineResponse } from "../engine.ts";
import { NotKeptError } from "../not-kept.ts";
import { type Call, encodeCall } from "./call.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { type Compactor, ThreadCompactor } from "./compaction.ts";
import { type Disk, nodeDisk, removeLeftOver, sizeOf } from "./disk.ts";
import { Journal } from "./journal.ts";
import { DataLock } from "./lock.ts";
import { type CreateReplica, type Recovery, recover, recreate, removeSegments } from "./recovery.ts";
import { newId, type ReplayOptions, sameOptions } from "./segment.ts";

type Kept = Pick<Engine, "clock" | "exportPieces" | "import" | "inspect" | "nextDue" | "refusal" | "replay">;

export interface DataFileOptions extends ReplayOptions {
  createEngine: CreateReplica<Kept>;
  /** Calls count as kept only once they are on the disk, not as soon as the system has them. */
  sync?: boolean;
  /** Gets what the user should know. */
  report?: (text: string) => void;
  onProgress?: Recovery<Kept>["onProgress"];
  disk?: Disk;
  compactor?: Compactor;
  /** The journal is compacted once it has outgrown this and the file. */
  compactFromBytes?: number;
}

const COMPACT_FROM_BYTES = 16 * 1024 * 1024;
const SYNC_AFTER_MS = 1_000;
/** A read, but each iterator has its own number. */
const NUMBERS_READERS = "GetShardIterator";

/**
 * An engine whose state is kept in a file: the file holds a checkpoint, its journal the calls since. A call is in the journal before the
 * engine makes it. See docs/data-file.md.
 */
export class DataFile {
  readonly #path: string;
  readonly #options: DataFileOptions;
  readonly #replay: ReplayOptions;
  readonly #disk: Disk;
  readonly #compactor: Compactor;
  readonly #lock: DataLock;
  #engine!: Kept;
  #changing!: Set<string>;
  #journal!: Journal;
  #compactAt = 0;
  #compacting: Promise<void> | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  /** Of the last journalled call; 0 if there was none. */
  #status = 0;
  #now = 0;
  #trouble: string | undefined;
  #trusted = true;
  #ending = false;

  private constructor(path: string, lock: DataLock, options: DataFileOptions) {
    this.#path = path;
    this.#lock = lock;
    this.#options = options;
    this.#replay = { latency: options.latency, throttle: options.throttle };
    this.#disk = options.disk ?? nodeDisk;
    this.#compactor = options.compactor ?? new ThreadCompactor();
  }

  /**
   * Brings an engine to the state that the file and its journal hold, or creates the file if there is none, and keeps other processes from
   * doing so until it is closed. Throws if that fails, leaving the state as it is.
   */
  static async open(name: string, options: DataFileOptions): Promise<DataFile> {
    const path = resolveLinks(name);
    const lock = await DataLock.take(`${path}.lock`);
    const file = new DataFile(path, lock, options);
    try {
      await file.#load();
      return file;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async #load(): Promise<void> {
    const { createEngine, onProgress } = this.#options;
    removeLeftOver(this.#disk, this.#path);
    const found = await recover(this.#disk, this.#path, { createEngine, options: this.#replay, onProgress });
    this.#engine = sameOptions(found.options, this.#replay) ? found.engine : await recreate(found.engine, this.#replay, createEngine);
    this.#changing = changingTargets(this.#engine);
    this.#status = found.status;
    const id = found.id ?? newId();
    if (found.id === undefined) this.#writeCheckpoint(id);
    if (found.surplus.length > 0) this.#disk.syncFolder(dirname(this.#path)); // what makes them superfluous must last
    removeSegments(this.#disk, found.surplus);
    this.#journal = Journal.open(this.#disk, this.#path, this.#replay, found.segments, id);
    if (found.torn > 0)
      this.#report(`${found.segments.at(-1)?.path} ended in ${found.torn} bytes that are no whole call; they were cut off`);
    this.#compactAt = this.#compactionSize();
    this.#compactIfDue();
  }

  /** Makes a call. Throws a NotKeptError, and makes none, if it may change something and can't be written. */
  handle({ region, target, body }: EngineRequest): EngineResponse {
    const refusal = this.#engine.refusal({ target, body });
    if (refusal) return refusal;
    this.#now = Math.max(this.#now, this.#engine.clock.now());
    const call: Call = { kind: "call", region, target, body, now: this.#now };
    const takeAway = this.#changesState(target) ? this.#append(call) : this.#appendIfDue(call);
    const response = this.#make(call, takeAway);
    if (takeAway !== undefined) this.#status = response.status;
    this.#compactIfDue();
    return response;
  }

  /** Reads are counted, and with throttling that decides what the next call gets. */
  #changesState(target: string): boolean {
    return this.#options.throttle || this.#changing.has(target);
  }

  /** Just as it is made again when the journal is repeated. A call that makes the engine fail is taken out of the journal. */
  #make(call: Call, takeAway: (() => void) | undefined): EngineResponse {
    try {
      return this.#engine.replay(call) as EngineResponse;
    } catch (error) {
      this.#trusted = false;
      try {
        takeAway?.();
      } catch (trouble) {
        this.#report(`${this.#path}: the call that failed stays in its journal: ${(trouble as Error).message}`);
      }
      throw error;
    }
  }

  /**
   * A read that comes when the engine has work to do changes the state. If it can't be written, time stands still for it, just before that work;
   * what was due by the call before is done all the same.
   */
  #appendIfDue(read: Call): (() => void) | undefined {
    const due = this.#engine.nextDue();
    if (due > read.now) return undefined;
    try {
      return this.#append(read);
    } catch {
      read.now = due - 1;
      return undefined;
    }
  }

  #append(call: Call): () => void {
    if (!this.#trusted) throw this.#refusal("its engine has failed; start the endpoint again");
    try {
      const takeAway = this.#journal.append(encodeCall(call, this.#status));
      if (this.#trouble !== undefined) this.#report(`${this.#path} is written again`);
      this.#trouble = undefined;
      if (!this.#options.sync) this.#syncTimer ??= setTimeout(() => this.#syncLater(), SYNC_AFTER_MS).unref();
      return takeAway;
    } catch (error) {
      throw this.#refusal((error as Error).message);
    }
  }

  #refusal(reason: string): NotKeptError {
    if (reason !== this.#trouble) this.#report(`${this.#path} cannot be written: ${reason}. Calls that would change something are refused`);
    this.#trouble = reason;
    return new NotKeptError(`The data file cannot be written: ${reason}`);
  }

  #syncLater(): void {
    this.#syncTimer = undefined;
    this.#journal.sync()?.catch((error: Error) => void this.#refusal(error.message));
  }

  /**
   * Resolves once the calls made so far are kept; undefined if they are. Without the option `sync` they are as soon as they are made. Rejects
   * with a NotKeptError.
   */
  kept(): Promise<void> | undefined {
    if (!this.#options.sync) return undefined;
    return this.#journal.sync()?.catch((error: Error) => {
      throw this.#refusal(error.message);
    });
  }

  #compactIfDue(): void {
    if (this.#compacting !== undefined || this.#ending || this.#journal.bytes < this.#compactAt) return;
    this.#compacting = this.#compact().finally(() => (this.#compacting = undefined));
  }

  /** Blocks nobody for longer than it takes to start a segment. If it fails it is tried again once the journal is twice as long. */
  async #compact(): Promise<void> {
    try {
      await this.#journal.sync(); // most of it, so that little is left when the segment is sealed
      if (this.#ending) return;
      const until = this.#journal.id;
      this.#journal.rotate();
      await this.#compactor.start({ path: this.#path, until, options: this.#replay });
      this.#journal.forgetSealed();
      this.#compactAt = this.#compactionSize();
    } catch (error) {
      this.#compactAt = 2 * this.#journal.bytes;
      if (!this.#ending) this.#report(`${this.#path} cannot be compacted: ${(error as Error).message}. Its journal goes on`);
    }
  }

  #compactionSize(): number {
    return Math.max(this.#options.compactFromBytes ?? COMPACT_FROM_BYTES, sizeOf(this.#disk, this.#path));
  }

  /** Leaves the file alone, without a journal. If that can't be done the journal stays. No calls may follow. */
  async end(): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#syncTimer);
    await this.#compactor.stop();
    await this.#compacting;
    try {
      if (this.#trusted && !this.#journal.isEmpty) this.#writeCheckpoint(this.#journal.id);
      if (this.#trusted) await this.#journal.remove();
      else await this.#journal.sync();
    } catch (error) {
      this.#report(`${this.#path} cannot be written: ${(error as Error).message}. Its journal stays beside it`);
      await this.#journal.sync()?.catch(() => {});
    }
    await this.#journal.close();
    this.close();
  }

  #writeCheckpoint(id: string): void {
    writeCheckpoint(this.#disk, this.#path, id, this.#engine.exportPieces());
  }

  /** Lets other processes use the file. */
  close(): void {
    this.#lock.release();
  }

  #report(text: string): void {
    this.#options.report?.(text);
  }
}

/** Returns the path of the file that a name stands for, also if there is no such file yet. */
function resolveLinks(name: string): string {
  try {
    return realpathSync(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const isLink = lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? resolveLinks(resolve(dirname(name), readlinkSync(name))) : join(realpathSync(dirname(name)), basename(name));
}

/** Returns the X-Amz-Target of each operation that may change what later calls get. */
function changingTargets(engine: Pick<Engine, "inspect">): Set<string> {
  const changing = engine.inspect({ kind: "operations" }).operations.filter(({ mutates, name }) => mutates || name === NUMBERS_READERS);
  return new Set(changing.map(({ service, name }) => `${service}.${name}`));
}
