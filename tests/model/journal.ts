import type { Change, EngineEvent, HashRange, ItemJson, IteratorType, TableStatus } from "../../wasm/events.ts";
import type { CallRecord } from "../../web/model/call-record.ts";

export const REGION = "us-east-2";
export const TABLE_ID = "11111111-2222-3333-4444-555555555555";
export const ARN = "arn:aws:dynamodb:us-east-2:123456789012:table/books/stream/2026-11-23T09:00:02.000";
export const START = Date.UTC(2026, 10, 23, 9, 0, 0);
export const WHOLE: HashRange = { from: "0".repeat(16), to: "f".repeat(16) };

type Unstamped<E> = E extends EngineEvent ? Omit<E, "step" | "call" | "now" | "region"> : never;
export type Happening = Unstamped<EngineEvent>;

/** Returns part `at` of `count` equal parts of the hash space. `count` must be a power of two up to 16. */
export function part(at: number, count: number): HashRange {
  const digits = 16 / count;
  const first = (at * digits).toString(16);
  const last = ((at + 1) * digits - 1).toString(16);
  return { from: first + "0".repeat(15), to: last + "f".repeat(15) };
}

/** What a partition was charged. */
export type Charge = [partition: string, readUnits: number, writeUnits: number];

interface CallChange extends Partial<CallRecord> {
  consumed?: Charge[];
  counts?: [returned: number, scanned: number];
  error?: string;
}

/** Writes call records by hand: each `call` is one step, with its call event at the end. */
export class Journal {
  readonly records: CallRecord[] = [];
  now = START;
  #sequence = 0;
  #items = new Map<number, number>();

  call(operation: string, happenings: Happening[], change: CallChange = {}): CallRecord {
    const step = this.records.length + 1;
    const { consumed = [], counts = [0, 0], error, ...rest } = change;
    const stamp = { step, call: operation ? step : 0, now: this.now, region: REGION };
    const events = happenings.map((happening) => ({ ...happening, ...stamp }) as EngineEvent);
    const status = error === undefined ? 200 : 400;
    const [returned, scanned] = counts;
    const units = consumed.map(([partition, readUnits, writeUnits]) => ({ table: "books", partition, readUnits, writeUnits }));
    const readUnits = units.reduce((sum, each) => sum + each.readUnits, 0);
    const writeUnits = units.reduce((sum, each) => sum + each.writeUnits, 0);
    const outcome = { operation, tables: ["books"], status, error, readUnits, writeUnits, returned, scanned, consumed: units };
    if (operation) events.push({ ...stamp, type: "call", ...outcome });
    const target = operation && `DynamoDB_20120810.${operation}`;
    const texts = { request: '{"TableName":"books"}', response: "{}" };
    const run = rest.cell !== undefined && { run: 1 };
    const record = { step, now: this.now, region: REGION, target, ...texts, status, events, ...run, ...rest };
    this.records.push(record);
    this.now += 11_000;
    return record;
  }

  /** Opens a shard of a stream. Its partition has the same number. */
  opened(number: number, range: HashRange, parent?: number): Happening {
    const shard = shardId(number);
    const startingSequenceNumber = this.sequence();
    return {
      type: "shard-opened",
      streamArn: ARN,
      shard,
      parent: parent && shardId(parent),
      partition: String(number),
      ...range,
      startingSequenceNumber,
    } as Happening;
  }

  closed(number: number, reason: "split" | "rollover" | "disabled" = "split"): Happening {
    return { type: "shard-closed", streamArn: ARN, shard: shardId(number), endingSequenceNumber: this.sequence(), reason };
  }

  /** Returns the events of an item's write and its record. */
  write(
    change: Change,
    shard: number,
    hash: string,
    images: { keys: ItemJson; old?: ItemJson; new?: ItemJson },
    transaction?: number,
  ): Happening[] {
    const common = { change, hash, transaction, ...images };
    const more = { INSERT: 1, MODIFY: 0, REMOVE: -1 }[change];
    const items = (this.#items.get(shard) ?? 0) + more;
    this.#items.set(shard, items);
    const tableItems = [...this.#items.values()].reduce((sum, count) => sum + count, 0);
    const written = { ...common, partition: String(shard), items, tableItems };
    return [
      { type: "item-written", table: "books", tableId: TABLE_ID, ...written },
      { type: "record", streamArn: ARN, shard: shardId(shard), sequenceNumber: this.sequence(), ...common },
    ];
  }

  reader(reader: string, shard: number, iteratorType: IteratorType, position?: string, records = 0, atEnd = false): Happening {
    return {
      type: "iterator-moved",
      streamArn: ARN,
      shard: shardId(shard),
      reader,
      iteratorType,
      position,
      records,
      atEnd,
      expires: this.now + 900_000,
    };
  }

  sequence(): string {
    return `1000000000000000${String(++this.#sequence).padStart(5, "0")}`;
  }
}

export const shardId = (number: number): string =>
  `shardId-0000000179542440${String(number).padStart(4, "0")}-${(number * 0x1f3d5b79).toString(16).padStart(8, "0").slice(-8)}`;

export const tableStatus = (status: TableStatus, tableId = TABLE_ID): Happening => ({
  type: "table-status",
  table: "books",
  tableId,
  status,
  keys: [
    { name: "Author", role: "HASH", type: "S" },
    { name: "Title", role: "RANGE", type: "S" },
  ],
});

export const created: Happening[] = [
  tableStatus("CREATING"),
  { type: "partition-opened", table: "books", tableId: TABLE_ID, partition: "1", items: 0, ...WHOLE },
  { type: "stream-status", table: "books", tableId: TABLE_ID, streamArn: ARN, status: "ENABLED", viewType: "NEW_AND_OLD_IMAGES" },
];
