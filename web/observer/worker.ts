/** The observer's Web Worker: see messages.ts. */
import { createEngine } from "../../wasm/load.ts";
import { type Endpoint, serve } from "../worker/rpc.ts";
import type { Observer, ObserverEvent } from "./messages.ts";
import { JournalObserver } from "./observer.ts";

const observer: Observer = new JournalObserver(
  (base, options) => createEngine({ ...options, wasm: new URL("engine.wasm", base) }),
  (event) => emit(event),
);
const emit = serve<Observer, ObserverEvent>(self as unknown as Endpoint, observer, ["inspect"]);
