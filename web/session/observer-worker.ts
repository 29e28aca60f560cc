import type { Observer, ObserverEvent } from "../observer/messages.ts";
import workerUrl from "../observer/worker.ts?worker&url";
import { connect, type Endpoint, type Remote } from "../worker/rpc.ts";
import { startWorker } from "../worker/start-worker.ts";

/** The observer in its worker. */
export function startObserverWorker(listener: (event: ObserverEvent) => void): Remote<Observer, ObserverEvent>["call"] {
  const worker = startWorker(workerUrl, "Shardbook observer", (reason) => remote.abandon(reason));
  const remote: Remote<Observer, ObserverEvent> = connect<Observer, ObserverEvent>(worker as Endpoint);
  remote.onEvent(listener);
  return remote.call;
}
