/**
 * The protocol between the page and the observer worker. The observer repeats the kernel's journal on a replica engine and answers
 * the views' questions, even in the middle of a long cell.
 */
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { CallRecord } from "../model/call-record.ts";

export interface ObserverOptions {
  /** Where the site keeps the built files, ending in "/". */
  base: string;
  seed?: number;
  state?: Uint8Array;
}

export interface Observer {
  /** `journal` is transferred; JournalMessages arrive on it from the kernel. Called again for each new kernel. */
  start(options: ObserverOptions): Promise<void>;
  attach(journal: MessagePort): Promise<void>;
  inspect<Q extends InspectQuery>(query: Q): Promise<InspectAnswer<Q>>;
  /** Waits for everything posted on the port of a terminated kernel. Returns the state and virtual time to start the next kernel from. */
  drain(): Promise<{ state: Uint8Array; now: number }>;
  /** A fresh replica. */
  reset(options: ObserverOptions): Promise<void>;
}

/** Sent as calls happen, several at a time if they come fast. */
export type ObserverEvent = { type: "calls"; calls: CallRecord[] };
