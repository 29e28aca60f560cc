import type { Engine } from "../../wasm/engine.ts";

/** How many states are held at most, and what they may take beyond the current one: each the nodes that its call has copied, and its body. */
const MOST_STATES = 10_000;
const MOST_BYTES = 100 * 2 ** 20;
const NODES = 8 * 2 ** 10;
/** From here on, memory is kept for the present state, whatever the estimates say. */
const SCARCE_BYTES = 2 ** 30;

interface HeldState {
  /** The engine's. */
  id: number;
  now: number;
  bytes: number;
}

type Holder = Pick<Engine, "isFull" | "snapshot" | "release" | "restore">;

/** The states of an engine after its latest steps. */
export class Past {
  /** By step, the oldest first. */
  #held = new Map<number, HeldState>();
  #bytes = 0;

  #engine: Holder;

  constructor(engine: Holder) {
    this.#engine = engine;
  }

  /**
   * Holds the engine's present state.
   * @param now of the step
   * @param size of the call that led to it
   * @param writes how many items and index entries the step has written
   */
  hold(step: number, now: number, size: number, writes: number): void {
    const bytes = size + NODES * (1 + writes);
    this.#held.set(step, { id: this.#engine.snapshot(), now, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#held.keys()) {
      const fits = this.#held.size <= MOST_STATES && this.#bytes <= MOST_BYTES && !this.#engine.isFull(SCARCE_BYTES);
      if (fits || oldest === step) return;
      this.#release(oldest);
    }
  }

  /** Brings the engine back to the state after a step, and forgets those after it. Returns its time. Throws if it is not held. */
  restore(step: number): number {
    const { id, now } = this.#stateAfter(step);
    this.#engine.restore(id);
    for (const later of [...this.#held.keys()].filter((each) => each > step)) this.#release(later);
    return now;
  }

  /** Returns the engine's id of the state after a step. Throws if it is not held. */
  idOf(step: number): number {
    return this.#stateAfter(step).id;
  }

  #stateAfter(step: number): HeldState {
    const held = this.#held.get(step);
    if (!held) throw new Error(`The state after step ${step} is not held any more`);
    return held;
  }

  #release(step: number): void {
    const { id, bytes } = this.#stateAfter(step);
    this.#held.delete(step);
    this.#bytes -= bytes;
    this.#engine.release(id);
  }
}
