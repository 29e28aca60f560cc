/** The observer's Web Worker: see Observer in messages.ts. */
import { connect, type Endpoint, serve } from "../worker/rpc.ts";
import { startWorker } from "../worker/start-worker.ts";
import type { ReplicaHandle } from "./follower.ts";
import type { Observer, ObserverEvent, ReplicaCalls } from "./messages.ts";
import { JournalObserver } from "./observer.ts";
import workerUrl from "./replica-worker.ts?worker&url";

const observer: Observer = new JournalObserver(startReplica, (event) => emit(event));
const emit = serve<Observer, ObserverEvent>(self as unknown as Endpoint, observer, ["inspect", "taken"]);

function startReplica(): ReplicaHandle {
  const worker = startWorker(workerUrl, "Shardbook replica", (reason) => abandon(reason));
  const { call, abandon } = connect<ReplicaCalls, never>(worker as Endpoint);
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    abandon(event.message || "its worker ended");
  });
  const terminate = () => {
    worker.terminate();
    abandon("replaced");
  };
  return { call, terminate };
}
