import type { Observer, ObserverEvent } from "../observer/messages.ts";
import { connect, type Endpoint, type Remote } from "../worker/rpc.ts";

/** The observer in its worker. */
export function startObserverWorker(listener: (event: ObserverEvent) => void): Remote<Observer, ObserverEvent>["call"] {
  const worker = new Worker(new URL("../observer/worker.ts", import.meta.url), { type: "module", name: "Shardbook observer" });
  const remote = connect<Observer, ObserverEvent>(worker as Endpoint);
  remote.onEvent(listener);
  return remote.call;
}
