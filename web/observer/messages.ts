/**
 * What the page and the observer worker say to each other. The observer repeats the kernel's journal on a replica engine and answers
 * what views ask, also in the midst of a long cell.
 */
import type { EngineEvent, InspectAnswer, InspectQuery } from "../../wasm/events.ts";

export interface ObserverOptions {
  /** Where the site keeps the built files, ending in "/". */
  base: string;
  seed?: number;
  state?: Uint8Array;
}

/** One call as the views see it: the request, the answer and what the engine did. Also for time that passed by itself (no target). */
export interface CallRecord {
  /** 1, 2, 3, ... in the session. */
  step: number;
  cell?: string;
  now: number;
  region: string;
  /** X-Amz-Target, or "" where only the clock moved. */
  target: string;
  /** Request and answer text, each cut after 64 KB. */
  request: string;
  response: string;
  status: number;
  events: EngineEvent[];
}

export interface Observer {
  /** `journal` is transferred: JournalMessage arrives on it from the kernel. Called anew for each kernel that is started. */
  start(options: ObserverOptions): Promise<void>;
  attach(journal: MessagePort): Promise<void>;
  inspect<Q extends InspectQuery>(query: Q): Promise<InspectAnswer<Q>>;
  /** After everything that was posted on the port of a terminated kernel: the state and virtual time to start the next kernel from. */
  drain(): Promise<{ state: Uint8Array; now: number }>;
  /** A fresh replica. */
  reset(options: ObserverOptions): Promise<void>;
}

/** Sent as calls happen, several at a time when they come fast. */
export type ObserverEvent = { type: "calls"; calls: CallRecord[] };
