/** The replica's Web Worker: see ReplicaCalls in messages.ts. */
import { createEngine } from "../../wasm/load.ts";
import { type Endpoint, serve } from "../worker/rpc.ts";
import type { ReplicaCalls } from "./messages.ts";
import { ReplicaServer } from "./replica-server.ts";

const replica = new ReplicaServer((base, options) => createEngine({ ...options, wasm: new URL("engine.wasm", base) }));
serve<ReplicaCalls, never>(self as unknown as Endpoint, replica);
