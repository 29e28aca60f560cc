/** A checkpoint may cost this part of the time since the last one. */
const SHARE = 1 / 20;
/** Repeating less than this is not worth a checkpoint, ms. */
const LEAST_TIME = 2_000;
/** Nor is keeping fewer characters of requests. */
const LEAST_SIZE = 2 ** 24;

/**
 * Says when the next checkpoint is due: when what a fresh replica would have to repeat has taken far longer than a checkpoint, or when it
 * has become larger than the checkpoint itself. So checkpoints cost in proportion to the work between them.
 */
export class CheckpointPlan {
  /** When the replica last answered, and for how long it has been repeating since the last checkpoint. */
  #answered = 0;
  #spent = 0;
  #cost = 0;
  #size = 0;
  #isUnderWay = false;

  /** An entry has been repeated. */
  repeated(): void {
    const now = performance.now();
    this.#spent += Math.min(now - this.#answered, 1_000); // or it was idle
    this.#answered = now;
  }

  isDue(logSize: number): boolean {
    if (this.#isUnderWay) return false;
    return this.#spent > Math.max(LEAST_TIME, this.#cost / SHARE) || logSize > Math.max(LEAST_SIZE, this.#size);
  }

  /** A checkpoint begins. Returns what to call with its size when it is made or has failed. */
  begin(): (size: number) => void {
    const began = performance.now();
    this.#isUnderWay = true;
    return (size) => {
      this.#isUnderWay = false;
      this.#size = size;
      this.#cost = performance.now() - began;
      this.#spent = 0;
      this.#answered = performance.now();
    };
  }
}
