export type CellStatusAtEnd = "ok" | "error" | "stopped";

interface Waiting {
  readonly id: string;
  readonly end: (status: CellStatusAtEnd) => void;
}

/** Cells waiting for their turn. One runs at a time, in order of arrival. */
export class CellQueue {
  #run: (id: string) => Promise<CellStatusAtEnd>;
  #waiting: Waiting[] = [];
  #running: Waiting | undefined;

  constructor(run: (id: string) => Promise<CellStatusAtEnd>) {
    this.#run = run;
  }

  get isBusy(): boolean {
    return this.#running !== undefined || this.#waiting.length > 0;
  }

  /** Resolves when the cell has run or has been abandoned. */
  add(id: string): Promise<CellStatusAtEnd> {
    return new Promise((end) => {
      this.#waiting.push({ id, end });
      this.#next();
    });
  }

  /** Ends the running cell with this status, and those that wait as stopped. */
  abandon(status: CellStatusAtEnd = "stopped"): void {
    const [running, waiting] = [this.#running, this.#waiting];
    this.#running = undefined;
    this.#waiting = [];
    running?.end(status);
    for (const { end } of waiting) end("stopped");
  }

  #next(): void {
    if (this.#running || this.#waiting.length === 0) return;
    const cell = this.#waiting.shift() as Waiting;
    this.#running = cell;
    void this.#run(cell.id).then((status) => this.#finish(cell, status));
  }

  #finish(cell: Waiting, status: CellStatusAtEnd): void {
    if (this.#running !== cell) return; // abandoned in the meantime
    this.#running = undefined;
    cell.end(status);
    this.#next();
  }
}
