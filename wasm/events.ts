/** What the engine reports about itself: events drained after calls, and answers to inspection. Mirrors core/include/shardbook/event.h. */

/** DynamoDB JSON of one item: attribute name -> {"S": "..."} and so on. Any name is possible, "constructor" and "__proto__" too. */
export type ItemJson = Record<string, AttributeJson>;
export type AttributeJson =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { M: ItemJson }
  | { L: AttributeJson[] }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] };

export type Change = "INSERT" | "MODIFY" | "REMOVE";
export type TableStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING" | "DELETED";
export type IteratorType = "TRIM_HORIZON" | "LATEST" | "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER" | "AT_TIMESTAMP";

/** A hash range [from, to]: 16 hex digits each, the first 64 bits of the partition hash, both ends included. */
export interface HashRange {
  from: string;
  to: string;
}

interface Common {
  /** Counts requests and clock advances together, from 1. Scheduled work carries the step during which it ran. */
  step: number;
  /** The call that caused the event, counted from 1 over the engine's life; 0 for scheduled work. */
  call: number;
  /** Virtual time, milliseconds since the epoch. */
  now: number;
  region: string;
}

/** One request. Always the last event of its call. */
export interface CallEvent extends Common {
  type: "call";
  /** As in the API: "PutItem", "GetRecords"; empty if the target named no operation. */
  operation: string;
  /** Tables the request named, in order of appearance. */
  tables: string[];
  status: number;
  /** Short error name, "ConditionalCheckFailedException"; absent on success. */
  error?: string;
  message?: string;
  readUnits: number;
  writeUnits: number;
  /** Items (or records, names, shards) returned; items examined. */
  returned: number;
  scanned: number;
  /** Units by partition. */
  consumed: ConsumedUnits[];
}

/** What one partition of a table or index was charged. A local index shares its table's partitions; a global one has its own. */
export interface ConsumedUnits {
  table: string;
  index?: string;
  /** With `index`. */
  indexKind?: "local" | "global";
  partition: string;
  readUnits: number;
  writeUnits: number;
}

export interface TableStatusEvent extends Common {
  type: "table-status";
  table: string;
  tableId: string;
  status: TableStatus;
  /** Partition key first. */
  keys: KeyElement[];
}

/** A partition was created, with its table (no parent) or by a split (the parent named is gone). */
export interface PartitionOpenedEvent extends Common, HashRange {
  type: "partition-opened";
  table: string;
  tableId: string;
  partition: string;
  parent?: string;
  /** In it when it opened. */
  items: number;
}

/** An item changed. `transaction` groups the writes of one TransactWriteItems. */
export interface ItemWrittenEvent extends Common {
  type: "item-written";
  table: string;
  tableId: string;
  partition: string;
  /** Partition hash, 16 hex digits. */
  hash: string;
  change: Change;
  keys: ItemJson;
  old?: ItemJson;
  new?: ItemJson;
  transaction?: number;
  /** Items in the partition after the write. */
  items: number;
  tableItems: number;
}

/** An index entry was added, changed or removed; one that moves is removed and added. `keys` are the index's and the table's. */
export interface IndexWrittenEvent extends Common {
  type: "index-written";
  table: string;
  tableId: string;
  index: string;
  /** Partition hash of the index's key, 16 hex digits. */
  hash: string;
  change: Change;
  keys: ItemJson;
}

export interface StreamStatusEvent extends Common {
  type: "stream-status";
  table: string;
  tableId: string;
  streamArn: string;
  status: "ENABLED" | "DISABLED" | "DELETED";
  viewType: string;
}

export interface ShardOpenedEvent extends Common, HashRange {
  type: "shard-opened";
  streamArn: string;
  shard: string;
  parent?: string;
  partition: string;
  startingSequenceNumber: string;
}

export interface ShardClosedEvent extends Common {
  type: "shard-closed";
  streamArn: string;
  shard: string;
  endingSequenceNumber: string;
  /** The partition split, four hours passed, or the stream was disabled. */
  reason: "split" | "rollover" | "disabled";
}

export interface RecordEvent extends Common {
  type: "record";
  streamArn: string;
  shard: string;
  sequenceNumber: string;
  change: Change;
  keys: ItemJson;
  hash: string;
  /** The images that the stream's view type keeps. */
  old?: ItemJson;
  new?: ItemJson;
  transaction?: number;
  /** True if the service deleted the item itself (time to live). */
  byService?: boolean;
}

/** Records up to and including this number passed the trim horizon; `shardGone` if the shard itself has left the stream. */
export interface RecordsTrimmedEvent extends Common {
  type: "records-trimmed";
  streamArn: string;
  shard: string;
  through: string;
  shardGone: boolean;
}

/** GetShardIterator created a reader, or GetRecords moved it. One reader per GetShardIterator call, named "A", "B", ..., "Z", "AA". */
export interface IteratorMovedEvent extends Common {
  type: "iterator-moved";
  streamArn: string;
  shard: string;
  reader: string;
  iteratorType: IteratorType;
  /** The last record read, or the one that the iterator type names; absent before the first record. */
  position?: string;
  /** Records returned by this call. */
  records: number;
  /** There is no next iterator: the shard is closed and has been read to its end. */
  atEnd: boolean;
  /** When the iterator expires, ms since the epoch. */
  expires: number;
}

export type EngineEvent =
  | CallEvent
  | TableStatusEvent
  | PartitionOpenedEvent
  | ItemWrittenEvent
  | IndexWrittenEvent
  | StreamStatusEvent
  | ShardOpenedEvent
  | ShardClosedEvent
  | RecordEvent
  | RecordsTrimmedEvent
  | IteratorMovedEvent;

export interface KeyElement {
  name: string;
  role: "HASH" | "RANGE";
  type: "S" | "N" | "B";
}

export interface PartitionInfo extends HashRange {
  partition: string;
  items: number;
  bytes: number;
  readUnits: number;
  writeUnits: number;
}

export interface IndexInfo {
  index: string;
  kind: "local" | "global";
  keys: KeyElement[];
  projection: "ALL" | "INCLUDE" | "KEYS_ONLY";
  /** The attributes that INCLUDE lists. */
  attributes: string[];
  status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  items: number;
  bytes: number;
}

export interface TableInfo {
  region: string;
  table: string;
  tableId: string;
  status: TableStatus;
  billingMode: "PROVISIONED" | "PAY_PER_REQUEST";
  keys: KeyElement[];
  items: number;
  bytes: number;
  partitions: PartitionInfo[];
  /** Local ones first, then in order of creation. */
  indexes: IndexInfo[];
  streamArn?: string;
}

export interface ShardInfo {
  shard: string;
  parent?: string;
  partition: string;
  open: boolean;
  records: number;
}

export interface StreamInfo {
  region: string;
  table: string;
  streamArn: string;
  enabled: boolean;
  shards: ShardInfo[];
}

export interface ItemRow {
  hash: string;
  partition: string;
  item: ItemJson;
}

export interface OperationInfo {
  /** "DynamoDB_20120810" or "DynamoDBStreams_20120810". */
  service: string;
  name: string;
  /** Whether it may change tables, streams or their settings. Every operation is charged for what it reads. */
  mutates: boolean;
}

/** Work that the engine does when its time comes. */
export interface ScheduledWork {
  /**
   * A table, an update, an index or time to live settles (service latency); items expire; a hot partition splits; a shard rolls over; records or
   * closed shards pass the trim horizon.
   */
  work:
    | "table-active"
    | "update-settled"
    | "table-removed"
    | "backfill"
    | "ttl-settled"
    | "items-expire"
    | "partition-splits"
    | "rollover"
    | "trim";
  /** Milliseconds since the epoch. */
  due: number;
  region: string;
  table: string;
  /** With "rollover". */
  shard?: string;
}

/** Queries for `inspect`. `at` is the id of a snapshot; without it, the query is about the current state. */
export type InspectQuery = { at?: number } & (
  | { kind: "tables" }
  | { kind: "streams" }
  /** Rows of the table or of one of its indexes in hash order, as Scan returns them, from row `offset`. */
  | { kind: "items"; region: string; table: string; index?: string; offset: number; limit: number }
  /** What the engine will do by itself, the earliest first, at most `limit`. */
  | { kind: "scheduled"; limit: number }
  /** The operations the engine supports, which never change. */
  | { kind: "operations" }
);
export type InspectAnswer<Q extends InspectQuery> = Q extends { kind: "tables" }
  ? { tables: TableInfo[] }
  : Q extends { kind: "streams" }
    ? { streams: StreamInfo[] }
    : Q extends { kind: "operations" }
      ? { operations: OperationInfo[] }
      : Q extends { kind: "scheduled" }
        ? { scheduled: ScheduledWork[] }
        : { total: number; rows: ItemRow[] };
