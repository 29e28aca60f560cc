/**
 * The virtual clock: real time plus an offset, nothing else. Whatever waits (time.sleep, waiters, the page's clock menu)
 * advances it instead of waiting.
 */
export class Clock {
  #real: () => number;
  #offset = 0;
  #listeners = new Set<(now: number) => void>();

  /** @param real milliseconds since the Unix epoch; real time unless a test passes its own. */
  constructor(real: () => number = Date.now.bind(Date)) {
    this.#real = real;
  }

  /** Milliseconds since the Unix epoch, a whole number. */
  now(): number {
    return Math.floor(this.#real() + this.#offset);
  }

  /** Moves the clock forward by `ms` (fractions kept, negative values ignored) and tells the listeners. */
  advance(ms: number): void {
    if (!(ms > 0)) return;
    this.#offset += ms;
    for (const listener of this.#listeners) listener(this.now());
  }

  /** Makes `now()` at least `ms`: a saved session goes on at its saved time. */
  catchUp(ms: number): void {
    this.advance(ms - this.now());
  }

  onAdvance(listener: (now: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
