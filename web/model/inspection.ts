import type {
  Change,
  ConsumedUnits,
  HashRange,
  ItemJson,
  IteratorType,
  KeyElement,
  ShardClosedEvent,
  TableStatus,
} from "../../wasm/events.ts";

/** What the views show of the engine, built from its events. Never changed in place. */
export interface InspectionState {
  /** By tableName(region, table). */
  readonly tables: ReadonlyMap<string, TableState>;
  /** By stream ARN, oldest first. */
  readonly streams: ReadonlyMap<string, StreamState>;
  /** Oldest first, the latest CALL_LIMIT. Requests and answers are those of the latest, CALL_TEXT_LIMIT characters in all. */
  readonly calls: readonly CallRow[];
  /** Number of calls so far. */
  readonly callCount: number;
  /** What the calls of each cell's latest run did, by cell id. */
  readonly effects: ReadonlyMap<string, CellEffect>;
}

export interface TableState {
  readonly region: string;
  readonly table: string;
  readonly tableId: string;
  readonly status: TableStatus;
  /** Partition key first. */
  readonly keys: readonly KeyElement[];
  readonly items: number;
  /** By hash range. */
  readonly partitions: readonly PartitionState[];
  /** Items in each of HASH_BINS equal parts of the hash space. */
  readonly bins: readonly number[];
  /** What the latest writes changed, by itemKey; at most CHANGE_LIMIT. */
  readonly changes: ReadonlyMap<string, ItemChange>;
  readonly streamArn?: string;
}

export interface PartitionState extends HashRange {
  readonly partition: string;
  readonly items: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Units by minute of virtual time, the oldest first. */
  readonly load: readonly { readonly minute: number; readonly units: number }[];
}

export interface ItemChange {
  readonly step: number;
  readonly change: Change;
  readonly keys: ItemJson;
  readonly hash: string;
  readonly partition: string;
  readonly old?: ItemJson;
  readonly new?: ItemJson;
}

export interface StreamState {
  readonly streamArn: string;
  readonly region: string;
  readonly table: string;
  readonly tableId: string;
  readonly status: "ENABLED" | "DISABLED";
  readonly viewType: string;
  /** In the order of opening, so that parents come before children. */
  readonly shards: readonly ShardState[];
  readonly readers: readonly ReaderState[];
  /** Records and readers before the latest RECORD_LIMIT and READER_LIMIT, which are not kept. */
  readonly earlier: { readonly records: number; readonly readers: number };
  /** What passed the trim horizon: records, and shards that have left the stream. */
  readonly trimmed: { readonly records: number; readonly shards: number };
  /** Writes to the table that were refused, the latest REFUSAL_LIMIT. */
  readonly refusals: readonly Refusal[];
  /** Numbers openings, closings and records in sequence. */
  readonly order: number;
}

export interface ShardState extends HashRange {
  readonly shard: string;
  readonly parent?: string;
  readonly partition: string;
  readonly openedOrder: number;
  readonly openedAt: number;
  readonly closed?: ShardEnd;
  readonly records: readonly StreamRecord[];
  /** How many records have passed the trim horizon or are not kept. */
  readonly gone: number;
}

export interface ShardEnd {
  readonly order: number;
  readonly at: number;
  readonly reason: ShardClosedEvent["reason"];
  /** With the reason "split". */
  readonly cause?: SplitCause;
}

/** The table went on-demand, was given more throughput, or the partition was asked for more than it can serve. */
export type SplitCause = "on-demand" | "throughput" | "heat";

export interface Refusal {
  /** The stream's order when it was refused: it stands before what has this order. */
  readonly order: number;
  readonly step: number;
  readonly now: number;
  readonly operation: string;
  readonly error: string;
}

export interface StreamRecord {
  readonly order: number;
  readonly step: number;
  readonly cell?: string;
  readonly now: number;
  readonly shard: string;
  readonly sequenceNumber: string;
  readonly change: Change;
  readonly keys: ItemJson;
  /** itemKey of the keys. */
  readonly key: string;
  readonly hash: string;
  readonly transaction?: number;
  readonly byService: boolean;
  /** The item before and after, where the stream keeps it. */
  readonly old?: ItemJson;
  readonly new?: ItemJson;
}

export interface ReaderState {
  readonly reader: string;
  readonly shard: string;
  readonly iteratorType: IteratorType;
  /** The last record read or named; absent before the first. */
  readonly position?: string;
  /** The record it pointed to when it was created. */
  readonly start?: string;
  /** The stream's order when it was created: where LATEST begins. */
  readonly startOrder: number;
  readonly startedAt: number;
  readonly records: number;
  /** How many times it was answered without records. */
  readonly emptyPolls: number;
  readonly atEnd: boolean;
  readonly expires: number;
}

export interface CallRow {
  readonly step: number;
  readonly cell?: string;
  readonly now: number;
  readonly region: string;
  readonly target: string;
  readonly operation: string;
  readonly tables: readonly string[];
  readonly status: number;
  readonly error?: string;
  readonly message?: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly returned: number;
  readonly scanned: number;
  readonly consumed: readonly ConsumedUnits[];
  /** Absent once it is not kept any more. */
  readonly text?: CallText;
}

export interface CallText {
  readonly request: string;
  readonly response: string;
}

export interface CellEffect {
  /** Which run of the cell. */
  readonly run: number;
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly returned: number;
  readonly scanned: number;
  readonly written: Readonly<Record<Change, number>>;
  /** "books is ACTIVE", "1 partition became 4": in order, without repetition. */
  readonly notes: readonly string[];
  /** How many more notes there were than NOTE_LIMIT. */
  readonly moreNotes: number;
  /** Short error names with their number. */
  readonly errors: ReadonlyMap<string, number>;
}

export const CALL_LIMIT = 10_000;
export const CALL_TEXT_LIMIT = 20_000_000;
export const RECORD_LIMIT = 10_000;
export const READER_LIMIT = 100;
export const REFUSAL_LIMIT = 200;
export const NOTE_LIMIT = 6;
export const CHANGE_LIMIT = 200;
export const HASH_BINS = 256;
export const LOAD_MINUTES = 5;

export const emptyInspection: InspectionState = {
  tables: new Map(),
  streams: new Map(),
  calls: [],
  callCount: 0,
  effects: new Map(),
};

/** The effect of a run that has made no calls yet. */
export function noEffect(run: number): CellEffect {
  const written = { INSERT: 0, MODIFY: 0, REMOVE: 0 };
  return { run, calls: 0, readUnits: 0, writeUnits: 0, returned: 0, scanned: 0, written, notes: [], moreNotes: 0, errors: new Map() };
}

/** Units served by the partition in the last LOAD_MINUTES. */
export function recentLoad({ load }: PartitionState, now: number): number {
  return load.filter(({ minute }) => minute > now / 60_000 - LOAD_MINUTES - 1).reduce((sum, { units }) => sum + units, 0);
}

export function tableName(region: string, table: string): string {
  return `${region}/${table}`;
}
