import { realNow } from "./virtual-time.ts";

/** At most one report in this time while a cell moves the clock, ms. */
const PERIOD = 50;

/** Tells the page the virtual time: at once if it was not told lately, else with the next `flush`. */
export class ClockReports {
  #report: (now: number) => void;
  #waiting: number | undefined;
  #reported = 0;

  constructor(report: (now: number) => void) {
    this.#report = report;
  }

  moved(now: number): void {
    this.#waiting = now;
    if (realNow() - this.#reported > PERIOD) this.flush();
  }

  /** Call this before the thread is free. */
  flush(): void {
    if (this.#waiting === undefined) return;
    this.#report(this.#waiting);
    this.#waiting = undefined;
    this.#reported = realNow();
  }
}
