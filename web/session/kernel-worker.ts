import type { Kernel, KernelEvent } from "../kernel/messages.ts";
import workerUrl from "../kernel/worker.ts?worker&url";
import { connect, type Endpoint, type Methods, type Remote } from "../worker/rpc.ts";
import { startWorker } from "../worker/start-worker.ts";

/** A kernel in its worker, and the observer's end of its journal. */
export class KernelWorker {
  readonly journal: MessagePort;
  #worker: Worker;
  #remote: Remote<Kernel, KernelEvent>;

  constructor(listener: (event: KernelEvent) => void) {
    const channel = new MessageChannel();
    this.#worker = startWorker(workerUrl, "Shardbook kernel", (reason) => this.#remote.abandon(reason));
    this.#worker.postMessage({ journal: channel.port1 }, [channel.port1]);
    this.journal = channel.port2;
    this.#remote = connect<Kernel, KernelEvent>(this.#worker as Endpoint);
    this.#remote.onEvent(listener);
  }

  get call(): Methods<Kernel> {
    return this.#remote.call;
  }

  /** Ends the worker at once, whatever it is doing; pending calls are rejected. */
  terminate(reason: string): void {
    this.#worker.terminate();
    this.#remote.abandon(reason);
  }
}
