/**
 * The observer follows the kernel's journal, so that the page sees what happens even in the middle of a long cell. Its worker keeps the
 * journal and never runs an engine: the replica that repeats the journal has a worker of its own, which is replaced when a call hangs or
 * breaks it.
 */
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { JournalMessage } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";

export interface ReplicaOptions {
  /** Where the site keeps the built files, ending in "/". */
  base: string;
  seed?: number;
  kept?: KeptState;
}

/** Between the page and the observer. */
export interface Observer {
  start(options: ReplicaOptions): Promise<void>;
  /** `journal` is transferred; JournalMessages arrive on it from the kernel. Called again for each new kernel. */
  attach(journal: MessagePort): Promise<void>;
  /** @param step the query is about the state after this one; the current state if undefined. Rejects if it is not held any more. */
  inspect<Q extends InspectQuery>(query: Q, step?: number): Promise<InspectAnswer<Q>>;
  /** Ends the journal of a terminated kernel. Returns state and virtual time after every call that was answered. */
  drain(): Promise<KeptState>;
  /**
   * Makes the state after a step the start of another history, whose ids depend on `number`, and forgets what came after it. To be called
   * after drain. Rejects if it is not held any more.
   */
  branch(step: number, number: number): Promise<KeptState>;
  /** The page has taken the last event in, and would like at most so many calls in the next. */
  taken(limit: number): Promise<void>;
}

export interface KeptState {
  state: Uint8Array;
  now: number;
  /** How many calls and clock steps led to it. */
  step: number;
}

export type ObserverEvent =
  /** Sent as calls happen, several at a time if they come fast. The next follows when the page has answered `taken`. */
  { type: "calls"; calls: CallRecord[] } | { type: "trouble"; trouble: Trouble };

/** Why the replica does not show a call. */
export interface Trouble {
  /** "PutItem"; empty for an advance of the clock. */
  operation: string;
  cell?: string;
  /**
   * held: it hangs or breaks the engine, in the kernel too; it is left out unless the kernel finishes it.
   * unfinished: the kernel was stopped in the middle of it.
   * skipped: the kernel finished it, but it cannot be repeated.
   * lost: nor can those after it; the replica stays as it is.
   */
  outcome: "held" | "unfinished" | "skipped" | "lost";
  reason: string;
}

export type EntryMessage = Extract<JournalMessage, { type: "entry" }>;

/** Between the observer and the replica's worker. Calls are answered in order. */
export interface ReplicaCalls {
  start(options: ReplicaOptions): Promise<void>;
  /** Rejects if the engine failed. */
  repeat(message: EntryMessage): Promise<CallRecord>;
  inspect<Q extends InspectQuery>(query: Q, step?: number): Promise<InspectAnswer<Q>>;
  export(): Promise<KeptState>;
  branch(step: number, number: number): Promise<KeptState>;
}
