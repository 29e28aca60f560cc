import type { Clock } from "../../wasm/clock.ts";
import type { Engine, EngineRequest, EngineResponse } from "../../wasm/engine.ts";

/** Calls that take longer than this are reported as finished, ms. */
const SLOW = 100;

/** What a guarded engine tells. */
export interface EngineWatcher {
  /** A call that took long is finished; its answer has not been given yet. */
  finished(ms: number): void;
  /** The engine failed in the middle of a call, for example for want of memory. */
  lost(message: string): void;
}

/** An engine that answers nothing more once it has failed: its memory may be left in the middle of a change. */
export class GuardedEngine {
  #engine: Engine;
  #watcher: EngineWatcher;
  #lost: string | undefined;

  constructor(engine: Engine, watcher: EngineWatcher) {
    this.#engine = engine;
    this.#watcher = watcher;
  }

  get clock(): Clock {
    return this.#engine.clock;
  }

  handle(request: EngineRequest): EngineResponse {
    return this.#guard(request.target.replace(/^.*\./, ""), () => this.#engine.handle(request));
  }

  advance(ms: number): void {
    this.#guard("an advance of the clock", () => this.#engine.advance(ms));
  }

  export(): Uint8Array {
    return this.#guard("export", () => this.#engine.export());
  }

  dispose(): void {
    this.#engine.dispose();
  }

  #guard<T>(operation: string, run: () => T): T {
    if (this.#lost !== undefined) throw new Error(this.#lost);
    const started = performance.now();
    let answer: T;
    try {
      answer = run();
    } catch (error) {
      if (error instanceof TypeError) throw error; // wrong arguments, which never reached the engine
      this.#lost = `The engine failed in ${operation}: ${error instanceof Error ? error.message : String(error)}`;
      this.#watcher.lost(this.#lost);
      throw new Error(this.#lost, { cause: error });
    }
    const ms = performance.now() - started;
    if (ms > SLOW) this.#watcher.finished(ms);
    return answer;
  }
}
