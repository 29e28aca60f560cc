import type { Clock } from "./clock.ts";
import type { EngineEvent, InspectAnswer, InspectQuery } from "./events.ts";

export interface EngineOptions {
  /** Determines every id the engine generates. */
  seed?: number;
  clock?: Clock;
  /** Keep events for `drainEvents`. */
  observe?: boolean;
  /** "none": what takes the service minutes is done by the next call. "service": it takes as long as on the service, in virtual time. */
  latency?: "none" | "service";
  /** Refuse requests beyond a table's, an index's or a partition's throughput, as the service does. */
  throttle?: boolean;
  /** The size of memory, in bytes, from which on only what reads and deletes is done; other calls are an InternalServerError. 1.5 GB by default. */
  mostBytes?: number;
}

export interface EngineRequest {
  /** The region in the client's credential scope, "us-east-2"; each region has its own tables. */
  region: string;
  /** The X-Amz-Target header: "DynamoDB_20120810.PutItem", "DynamoDBStreams_20120810.GetRecords". */
  target: string;
  body: string | Uint8Array;
}

export interface EngineResponse {
  readonly status: number;
  /** JSON as it comes: as text or, if it is large, as UTF-8. Making a string of megabytes would take longer than the call. */
  readonly content: string | Uint8Array;
  /** The same as text. */
  readonly body: string;
  readonly requestId: string;
}

/**
 * One line of the journal. The list of them, together with the seed, is an engine's whole state. A body is kept as it came: decoding
 * bytes would mend invalid UTF-8 and lose a byte order mark, both of which the engine refuses.
 */
export type JournalEntry = ({ kind: "call"; region: string; target: string; body: string | Uint8Array } | { kind: "advance" }) & {
  now: number;
};

export interface Engine {
  readonly clock: Clock;
  /** Handles one request at the clock's time. */
  handle(request: EngineRequest): EngineResponse;
  /** The answer of a full engine to a call that would make it fuller, which `handle` then neither makes nor puts in the journal. */
  refusal(request: Pick<EngineRequest, "target" | "body">): EngineResponse | undefined;
  /** Whether the engine's memory has reached so many bytes and has no room left below. */
  isFull(bytes: number): boolean;
  /** Repeats a journal entry at its own time, however full the engine is. */
  replay(entry: JournalEntry): EngineResponse | undefined;
  /** Moves the clock and runs work that is due. */
  advance(ms: number): void;
  /** When the engine next does something by itself, in milliseconds since the epoch; Infinity if it never does. */
  nextDue(): number;
  /** The listener gets each entry before the call is answered. */
  onJournal(listener: (entry: JournalEntry) => void): void;
  drainEvents(): EngineEvent[];
  inspect<Q extends InspectQuery>(query: Q): InspectAnswer<Q>;
  /** Holds the current state and returns its id. O(1). */
  snapshot(): number;
  /** Returns to a snapshot; returns false if there is none with that id. */
  restore(id: number): boolean;
  release(id: number): void;
  /**
   * Makes the present state the start of another history: ids generated from here on depend on `number`, a whole number from 0, and differ
   * from those that the engine would have generated.
   */
  branch(number: number): void;
  export(): Uint8Array;
  /** The same in pieces of about 1 MB, for states that don't fit into one array. */
  exportPieces(): Uint8Array[];
  /** Replaces the whole state; throws and changes nothing if the bytes are not an export of this version, or damaged. Holds both meanwhile. */
  import(bytes: Uint8Array | Iterable<Uint8Array>): void;
  dispose(): void;
}
