import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { CellEnd, CellSource, KernelEvent } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";
import { checkFileNames } from "../model/file-names.ts";
import type { KeptState, ObserverEvent, Trouble } from "../observer/messages.ts";
import { CallIntake } from "./call-intake.ts";
import { KernelWorker } from "./kernel-worker.ts";
import { ObserverWorker } from "./observer-worker.ts";

export interface ConnectionOptions {
  /** Where the site keeps the built files; ends in "/". */
  base: string;
  onKernel(event: KernelEvent): void;
  onCalls(calls: readonly CallRecord[]): void;
  onTrouble(trouble: Trouble): void;
}

/** The two workers of one engine, and the journal between them. */
export class Connection {
  #options: ConnectionOptions;
  #observer: ObserverWorker;
  #kernel: KernelWorker;
  #intake = new CallIntake();
  #files: Record<string, Uint8Array> = {};
  #ready: Promise<void>;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#observer = this.#newObserver();
    this.#kernel = this.#newKernel();
    this.#ready = this.#startBoth();
  }

  /** Resolves when engine and JavaScript are usable; rejects if they can't be loaded. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Rejects if the kernel is stopped in the meantime. */
  async runCell(cell: CellSource): Promise<CellEnd> {
    await this.#ready;
    return this.#kernel.call.runCell(cell);
  }

  async call(region: string, target: string, body: string): Promise<{ status: number; body: string }> {
    await this.#ready;
    return this.#kernel.call.call(region, target, body);
  }

  async advance(ms: number): Promise<number> {
    await this.#ready;
    return this.#kernel.call.advance(ms);
  }

  /** @param step the query is about the state after this one; the current state if undefined. Rejects if it is not held any more. */
  async inspect<Q extends InspectQuery>(query: Q, step?: number): Promise<InspectAnswer<Q>> {
    await this.#ready;
    return this.#observer.call.inspect(query, step);
  }

  /** Throws if one has no place in the working directory. */
  checkFiles(files: Record<string, Uint8Array>): void {
    checkFileNames([...Object.keys(this.#files), ...Object.keys(files)]);
  }

  /** Puts files into the working directory of this kernel and its successors. Rejects, changing nothing, if one has no place there. */
  async writeFiles(files: Record<string, Uint8Array>): Promise<void> {
    this.checkFiles(files);
    this.#files = { ...this.#files, ...files };
    await this.#kernel.call.writeFiles(files);
  }

  /**
   * Ends the kernel and starts another with the tables as of its last finished call, or as after `step`, where another history begins.
   * Resolves to the time it goes on from; undefined if there was a reset meanwhile. Rejects if the tables cannot be kept, or the state after
   * `step` is not held: then the kernel goes on from the last finished call.
   */
  async stop(step?: number): Promise<number | undefined> {
    const observer = this.#observer;
    let now: number | undefined;
    const restart = async () => {
      if (observer !== this.#observer) return this.#ready;
      now = await this.#restart(step);
    };
    this.#ready = this.#ready.catch(() => {}).then(restart);
    await this.#ready;
    return now;
  }

  /** Ends both workers, whatever they are doing, and starts others with a fresh engine. */
  reset(): Promise<void> {
    this.#kernel.terminate("Reset");
    this.#observer.terminate("Reset");
    this.#observer = this.#newObserver();
    this.#kernel = this.#newKernel();
    this.#ready = this.#startBoth();
    return this.#ready;
  }

  async #restart(step: number | undefined): Promise<number | undefined> {
    let now: number | undefined;
    let failure: Error | undefined;
    await this.#unlessReset(async (observer) => {
      this.#kernel.terminate("Stopped");
      this.#kernel = this.#newKernel(); // its worker loads in the meantime
      const drained = observer.call.drain();
      await drained;
      const branched = step === undefined ? undefined : observer.call.branch(step, newSeed());
      const kept = await (branched ?? drained).catch((error: Error) => {
        failure = error;
        return drained;
      });
      if (observer !== this.#observer) return;
      now = kept.now;
      await this.#startKernel(kept.now > 0 ? kept : { state: kept.state });
    });
    if (failure) throw failure;
    return now;
  }

  #startBoth(): Promise<void> {
    const seed = newSeed();
    return this.#unlessReset(async ({ call }) => {
      await Promise.all([call.start({ base: this.#options.base, seed }), this.#startKernel({ seed })]);
    });
  }

  /** If there is a reset in the meantime, what it starts counts instead. */
  async #unlessReset(run: (observer: ObserverWorker) => Promise<void>): Promise<void> {
    const observer = this.#observer;
    try {
      await run(observer);
    } catch (error) {
      if (observer === this.#observer) throw error;
    }
    if (observer !== this.#observer) await this.#ready;
  }

  #newKernel(): KernelWorker {
    return new KernelWorker(this.#options.onKernel);
  }

  #newObserver(): ObserverWorker {
    const observer: ObserverWorker = new ObserverWorker((event) => observer === this.#observer && this.#hear(event));
    return observer;
  }

  #hear(event: ObserverEvent): void {
    if (event.type === "trouble") return this.#options.onTrouble(event.trouble);
    const { call } = this.#observer;
    const taken = this.#intake.take(event.calls, this.#options.onCalls).then((limit) => call.taken(limit));
    taken.catch(() => {}); // it has been replaced
  }

  async #startKernel(from: { seed: number } | Partial<KeptState>): Promise<void> {
    const kernel = this.#kernel;
    const attached = this.#observer.call.attach(kernel.journal);
    await Promise.all([
      attached,
      kernel.call.writeFiles(this.#files),
      kernel.call.start({ base: this.#options.base, python: "eager", ...from }),
    ]);
  }
}

function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
