import type { Observer, ObserverEvent } from "../observer/messages.ts";
import workerUrl from "../observer/worker.ts?worker&url";
import { connect, type Endpoint, type Methods, type Remote } from "../worker/rpc.ts";
import { startWorker } from "../worker/start-worker.ts";

/** The observer in its worker. */
export class ObserverWorker {
  #worker: Worker;
  #remote: Remote<Observer, ObserverEvent>;

  constructor(listener: (event: ObserverEvent) => void) {
    this.#worker = startWorker(workerUrl, "Shardbook observer", (reason) => this.#remote.abandon(reason));
    this.#remote = connect<Observer, ObserverEvent>(this.#worker as Endpoint);
    this.#remote.onEvent(listener);
    this.#worker.addEventListener("error", ({ message }) => this.#remote.abandon(message || "The observer's worker ended"));
  }

  get call(): Methods<Observer> {
    return this.#remote.call;
  }

  /** Ends the worker, and the replica's with it; pending calls are rejected. */
  terminate(reason: string): void {
    this.#worker.terminate();
    this.#remote.abandon(reason);
  }
}
