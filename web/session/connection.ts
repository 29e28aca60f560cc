import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { CellEnd, CellSource, KernelEvent } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";
import { checkFileNames } from "../model/file-names.ts";
import type { Observer } from "../observer/messages.ts";
import type { Methods } from "../worker/rpc.ts";
import { KernelWorker } from "./kernel-worker.ts";
import { startObserverWorker } from "./observer-worker.ts";

export interface ConnectionOptions {
  /** Where the site keeps the built files; ends in "/". */
  base: string;
  onKernel(event: KernelEvent): void;
  onCalls(calls: CallRecord[]): void;
}

/** The two workers of one engine, and the journal between them. */
export class Connection {
  #options: ConnectionOptions;
  #observer: Methods<Observer>;
  #kernel: KernelWorker;
  #files: Record<string, Uint8Array> = {};
  #ready: Promise<void>;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#observer = startObserverWorker(({ calls }) => options.onCalls(calls));
    const seed = newSeed();
    this.#kernel = this.#newKernel();
    this.#ready = Promise.all([this.#observer.start({ base: options.base, seed }), this.#startKernel({ seed })]).then(() => {});
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

  async inspect<Q extends InspectQuery>(query: Q): Promise<InspectAnswer<Q>> {
    await this.#ready;
    return this.#observer.inspect(query);
  }

  /** Puts files into the working directory of this kernel and its successors. Rejects, changing nothing, if one has no place there. */
  async writeFiles(files: Record<string, Uint8Array>): Promise<void> {
    const all = { ...this.#files, ...files };
    checkFileNames(Object.keys(all));
    this.#files = all;
    await this.#kernel.call.writeFiles(files);
  }

  /** Ends the kernel and starts another with the tables as of its last finished call. */
  stop(): Promise<void> {
    this.#ready = this.#restart(this.#ready);
    return this.#ready;
  }

  /** Ends the kernel and starts another with a fresh engine. */
  reset(): Promise<void> {
    this.#ready = this.#startAfresh(this.#ready);
    return this.#ready;
  }

  async #restart(before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    this.#kernel.terminate("Stopped");
    const { state, now } = await this.#observer.drain();
    this.#kernel = this.#newKernel();
    await this.#startKernel({ state, ...(now > 0 && { now }) });
  }

  async #startAfresh(before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    this.#kernel.terminate("Reset");
    const seed = newSeed();
    await this.#observer.reset({ base: this.#options.base, seed });
    this.#kernel = this.#newKernel();
    await this.#startKernel({ seed });
  }

  #newKernel(): KernelWorker {
    return new KernelWorker(this.#options.onKernel);
  }

  async #startKernel(from: { seed?: number; state?: Uint8Array; now?: number }): Promise<void> {
    const kernel = this.#kernel;
    const attached = this.#observer.attach(kernel.journal);
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
