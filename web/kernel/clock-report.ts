import { realTimeout } from "./virtual-time.ts";

const EVERY_MS = 60;

/** Reports the clock's latest time, not each of its steps: a loop of sleeps takes thousands a second. */
export class ClockReport {
  readonly #send: (now: number) => void;
  #latest: number | undefined;
  #sent = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(send: (now: number) => void) {
    this.#send = send;
  }

  advanced(now: number): void {
    this.#latest = now;
    if (performance.now() - this.#sent > EVERY_MS) this.flush();
    else this.#cancelTimer ??= realTimeout(() => this.flush(), EVERY_MS);
  }

  flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#latest === undefined) return;
    this.#sent = performance.now();
    this.#send(this.#latest);
    this.#latest = undefined;
  }
}
