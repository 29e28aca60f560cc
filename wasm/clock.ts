/** The last moment of a Date, on 13 September 275760. Time goes no further. */
const END_OF_TIME = 8.64e15;

/**
 * The virtual clock: real time plus an offset. Anything that would wait (time.sleep, waiters, the page's clock menu) advances it
 * instead.
 */
export class Clock {
  #real: () => number;
  #offset = 0;
  #listeners = new Set<(now: number) => void>();

  /** @param real milliseconds since the Unix epoch; real time unless a test passes its own. */
  constructor(real: () => number = Date.now.bind(Date)) {
    this.#real = real;
  }

  /** Whole milliseconds since the Unix epoch. */
  now(): number {
    return Math.min(Math.floor(this.#real() + this.#offset), END_OF_TIME);
  }

  /** Moves the clock forward by `ms` and notifies the listeners. Fractions are kept; negative values are ignored. */
  advance(ms: number): void {
    if (!(ms > 0)) return;
    this.#offset = Math.min(this.#offset + ms, END_OF_TIME);
    for (const listener of this.#listeners) listener(this.now());
  }

  /** Moves `now()` to at least `ms`, so that a saved session continues at its saved time. */
  catchUp(ms: number): void {
    this.advance(ms - this.now());
  }

  onAdvance(listener: (now: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
