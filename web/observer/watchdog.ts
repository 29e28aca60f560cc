const PERIOD = 250;

interface Waiting<T> {
  subject: T;
  patience: () => number;
}

/**
 * Watches for answers that come in the order of the questions. Time is counted in steps, so that a machine that slept, or a debugger that
 * held everything up, does not look like a hang.
 */
export class Watchdog<T> {
  #onHang: (subject: T) => void;
  #waiting: Waiting<T>[] = [];
  #waited = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(onHang: (subject: T) => void) {
    this.#onHang = onHang;
  }

  /** @param patience how long the answer may take once it is its turn, ms; asked again and again. */
  asked(subject: T, patience: () => number): void {
    this.#waiting.push({ subject, patience });
    this.#timer ??= setInterval(() => this.#look(), PERIOD);
  }

  /** The oldest question has been answered. */
  answered(): void {
    this.#waiting.shift();
    this.#waited = 0;
    if (this.#waiting.length === 0) this.clear();
  }

  clear(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#waited = 0;
  }

  #look(): void {
    const first = this.#waiting[0];
    if (!first) return;
    this.#waited += PERIOD;
    if (this.#waited >= first.patience()) this.#onHang(first.subject);
  }
}
