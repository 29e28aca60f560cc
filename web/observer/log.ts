import type { EntryMessage } from "./messages.ts";

/** An entry of the journal, as long as it may have to be repeated once more. */
export interface LogEntry {
  readonly message: EntryMessage;
  /** How long the kernel took, if it said so, ms. */
  took?: number;
  isReported: boolean;
}

/** What happened since a checkpoint. */
export class Log {
  #entries: LogEntry[] = [];
  #size = 0;

  get length(): number {
    return this.#entries.length;
  }

  /** Characters of its requests. */
  get size(): number {
    return this.#size;
  }

  at(index: number): LogEntry | undefined {
    return this.#entries.at(index);
  }

  add(message: EntryMessage): void {
    this.#entries.push({ message, isReported: false });
    this.#size += sizeOf(message);
  }

  /** Whether the kernel has finished the entry's call: it has said so, or has gone on to the next. */
  isFinished(entry: LogEntry): boolean {
    return entry.took !== undefined || this.#entries.at(-1) !== entry;
  }

  remove(entry: LogEntry): void {
    this.#entries.splice(this.#entries.lastIndexOf(entry), 1);
    this.#size -= sizeOf(entry.message);
  }

  /** The first entries are part of a checkpoint now. */
  forget(count: number): void {
    for (const { message } of this.#entries.splice(0, count)) this.#size -= sizeOf(message);
  }
}

function sizeOf({ entry }: EntryMessage): number {
  return 100 + (entry.kind === "call" ? entry.body.length : 0);
}
