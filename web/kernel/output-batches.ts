import type { IOutput } from "@jupyterlab/nbformat";
import { OutputLog } from "../model/output-log.ts";
import { realTimeout } from "./virtual-time.ts";

/** How many outputs go out each on its own, and how many more each second. */
const AT_ONCE = 500;
const AT_ONCE_AGAIN = 10;
const BATCH_MS = 60;

/**
 * Sends a cell's outputs. The first ones go out at once, so that a cell that then hangs shows all it printed; of a flood, batches of bounded
 * size, even out of a loop that never lets a timer fire.
 */
export class OutputBatches {
  readonly #send: (outputs: readonly IOutput[]) => void;
  #waiting = new OutputLog();
  #sent = Number.NEGATIVE_INFINITY;
  #atOnce = AT_ONCE;
  #cancelTimer: (() => void) | undefined;

  constructor(send: (outputs: readonly IOutput[]) => void) {
    this.#send = send;
  }

  add(output: IOutput): void {
    this.#waiting.add(output);
    const passed = performance.now() - this.#sent;
    if (passed > BATCH_MS) return this.flush();
    if (this.#atOnce >= 1) {
      this.#atOnce--;
      return this.flush();
    }
    this.#cancelTimer ??= realTimeout(() => this.flush(), BATCH_MS);
  }

  flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#waiting.isEmpty) return;
    const now = performance.now();
    if (this.#sent > 0) this.#atOnce = Math.min(AT_ONCE, this.#atOnce + ((now - this.#sent) / 1000) * AT_ONCE_AGAIN);
    const outputs = this.#waiting.list();
    this.#waiting = new OutputLog();
    this.#sent = now;
    this.#send(outputs);
  }
}
