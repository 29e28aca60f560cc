import type { CallRecord } from "../model/call-record.ts";

/** How long calls are collected before they are reported, ms. */
const COLLECT = 30;
/** Characters of one report, about. */
const REPORT_SIZE = 2 ** 20;
/** How many calls and characters may wait for the page. */
const ROOM = 1_000;
const ROOM_SIZE = 4 * REPORT_SIZE;

/** Calls on their way to the page, which takes one report at a time. */
export class Reports {
  #emit: (calls: CallRecord[]) => void;
  #waiting: CallRecord[] = [];
  #size = 0;
  #limit = 64;
  #isTaken = true;
  /** How many calls have been added and reported, ever. */
  #added = 0;
  #reported = 0;
  #awaited: { count: number; resolve(): void }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(emit: (calls: CallRecord[]) => void) {
    this.#emit = emit;
  }

  get hasRoom(): boolean {
    return this.#waiting.length < ROOM && this.#size < ROOM_SIZE;
  }

  add(record: CallRecord): void {
    this.#waiting.push(record);
    this.#added += 1;
    this.#size += sizeOf(record);
    if (this.#isTaken) this.#timer ??= setTimeout(() => this.#next(), COLLECT);
  }

  /** The page has taken the last report; the next may hold so many calls. */
  taken(limit: number): void {
    this.#limit = Math.max(1, limit);
    this.#isTaken = true;
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#next(), 0);
  }

  /** Resolves when all that have been added so far are reported. */
  sent(): Promise<void> {
    const count = this.#added;
    if (this.#reported >= count) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.push({ count, resolve }));
  }

  /** Reports all, whether or not the page has taken the last report. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) this.#report(this.#waiting.length);
  }

  #next(): void {
    this.#timer = undefined;
    let size = 0;
    const most = this.#waiting.slice(0, this.#limit);
    const cut = most.findIndex((record) => {
      size += sizeOf(record);
      return size > REPORT_SIZE;
    });
    if (most.length > 0) this.#report(cut < 0 ? most.length : Math.max(1, cut));
  }

  #report(count: number): void {
    const calls = this.#waiting.splice(0, count);
    for (const call of calls) this.#size -= sizeOf(call);
    this.#isTaken = false;
    this.#emit(calls);
    this.#reported += count;
    while ((this.#awaited[0]?.count ?? Number.POSITIVE_INFINITY) <= this.#reported) this.#awaited.shift()?.resolve();
  }
}

/** Events carry images of items: they are of the order of the texts, or many. */
function sizeOf({ request, response, events }: CallRecord): number {
  return request.length + response.length + 300 * events.length;
}
