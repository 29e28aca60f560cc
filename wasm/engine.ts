import type { Clock } from "./clock.ts";
import type { EngineEvent, InspectAnswer, InspectQuery } from "./events.ts";

export interface EngineOptions {
  /** All ids that the engine generates are derived from it. */
  seed?: number;
  clock?: Clock;
  /** Keep events for `drainEvents`. */
  observe?: boolean;
  /** "none": what takes the service minutes is done by the next call. "service": it takes the service's time, on the virtual clock. */
  latency?: "none" | "service";
  /** Refuse requests beyond a table's, an index's or a partition's throughput, as the service does. */
  throttle?: boolean;
}

export interface EngineRequest {
  /** From the client's signing scope, "us-east-2"; each region has its own tables. */
  region: string;
  /** The X-Amz-Target header: "DynamoDB_20120810.PutItem", "DynamoDBStreams_20120810.GetRecords". */
  target: string;
  body: string | Uint8Array;
}

export interface EngineResponse {
  status: number;
  body: string;
  requestId: string;
}

/** One line of the journal. The list of them, together with the seed, is an engine's whole state. */
export type JournalEntry = ({ kind: "call"; region: string; target: string; body: string } | { kind: "advance" }) & { now: number };

export interface Engine {
  readonly clock: Clock;
  /** Answers one request at the clock's time. */
  handle(request: EngineRequest): EngineResponse;
  /** Repeats a journal entry at its own time. */
  replay(entry: JournalEntry): EngineResponse | undefined;
  /** Moves the clock and runs everything that falls due. */
  advance(ms: number): void;
  /** The listener gets each entry before the call is answered. */
  onJournal(listener: (entry: JournalEntry) => void): void;
  drainEvents(): EngineEvent[];
  inspect<Q extends InspectQuery>(query: Q): InspectAnswer<Q>;
  /** Keeps the present state and returns its id; O(1). */
  snapshot(): number;
  /** Goes back to a snapshot; false if there is none with that id. */
  restore(id: number): boolean;
  release(id: number): void;
  export(): Uint8Array;
  /** Replaces the whole state; throws if the bytes are not an export of this version, and then changes nothing. */
  import(bytes: Uint8Array): void;
  dispose(): void;
}
