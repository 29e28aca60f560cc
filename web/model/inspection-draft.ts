import type { CallRecord } from "./call-record.ts";
import {
  CALL_LIMIT,
  CALL_TEXT_LIMIT,
  type CallRow,
  type CellEffect,
  HASH_BINS,
  type InspectionState,
  noEffect,
  type ShardState,
  type StreamRecord,
  type StreamState,
  type TableState,
  tableName,
} from "./inspection.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type TableDraft = Omit<Mutable<TableState>, "bins" | "changes"> & {
  bins: number[];
  changes: Map<string, TableState["changes"] extends ReadonlyMap<string, infer C> ? C : never>;
};
export type StreamDraft = Mutable<StreamState>;
export type ShardDraft = Omit<Mutable<ShardState>, "records"> & { records: StreamRecord[] };
export type EffectDraft = Omit<Mutable<CellEffect>, "written" | "errors"> & {
  written: Mutable<CellEffect["written"]>;
  errors: Map<string, number>;
};

/** A state under construction: tables, streams, shards and effects are copied when they are first touched. */
export class Draft {
  readonly #from: InspectionState;
  readonly #tables: Map<string, TableState>;
  readonly #streams: Map<string, StreamState>;
  readonly #effects: Map<string, CellEffect>;
  readonly #newCalls: CallRow[] = [];
  readonly #own = new Set<object>();

  constructor(from: InspectionState) {
    this.#from = from;
    this.#tables = new Map(from.tables);
    this.#streams = new Map(from.streams);
    this.#effects = new Map(from.effects);
  }

  /** The table with that id. It replaces a table of the same name with another id. */
  table(region: string, table: string, tableId: string): TableDraft {
    const name = tableName(region, table);
    const present = this.#tables.get(name);
    if (present?.tableId === tableId) return this.#touch(this.#tables, name, present, copyTable);
    return this.#touch(this.#tables, name, newTable(region, table, tableId), copyTable);
  }

  tableNamed(region: string, table: string): TableDraft | undefined {
    const present = this.#tables.get(tableName(region, table));
    return present && this.table(region, table, present.tableId);
  }

  removeTable(region: string, table: string, tableId: string): void {
    const name = tableName(region, table);
    if (this.#tables.get(name)?.tableId === tableId) this.#tables.delete(name);
  }

  stream(streamArn: string): StreamDraft | undefined {
    const present = this.#streams.get(streamArn);
    return present && this.#touch(this.#streams, streamArn, present, (from) => ({ ...from }));
  }

  addStream(stream: StreamState): void {
    this.#streams.set(stream.streamArn, stream);
  }

  removeStream(streamArn: string): void {
    this.#streams.delete(streamArn);
  }

  shard(stream: StreamDraft, id: string): ShardDraft | undefined {
    const at = stream.shards.findIndex(({ shard }) => shard === id);
    const present = stream.shards[at];
    if (!present || this.#own.has(present)) return present as ShardDraft | undefined;
    const copy = { ...present, records: [...present.records] };
    this.#own.add(copy);
    stream.shards = stream.shards.with(at, copy);
    return copy;
  }

  /** The effect of the run that made the call; undefined if no cell made it or a later run of the cell has begun. */
  effect({ cell, run }: CallRecord): EffectDraft | undefined {
    if (cell === undefined || run === undefined) return undefined;
    const latest = this.#effects.get(cell);
    if (latest && latest.run > run) return undefined;
    return this.#touch(this.#effects, cell, latest?.run === run ? latest : noEffect(run), copyEffect);
  }

  addCall(call: CallRow): void {
    this.#newCalls.push(call);
  }

  finish(): InspectionState {
    const { calls, callCount } = this.#from;
    return {
      tables: this.#tables,
      streams: this.#streams,
      effects: this.#effects,
      calls: this.#newCalls.length ? withoutOldTexts([...calls, ...this.#newCalls].slice(-CALL_LIMIT)) : calls,
      callCount: callCount + this.#newCalls.length,
    };
  }

  #touch<T extends object, D extends T>(map: Map<string, T>, key: string, present: T, copy: (from: T) => D): D {
    if (this.#own.has(present)) return present as D;
    const own = copy(present);
    this.#own.add(own);
    map.set(key, own);
    return own;
  }
}

/** Changes the list, not its rows. */
function withoutOldTexts(calls: CallRow[]): CallRow[] {
  let kept = 0;
  for (let at = calls.length - 1; at >= 0; at--) {
    const call = calls[at] as CallRow;
    if (!call.text) break; // nor have the earlier ones
    kept += call.text.request.length + call.text.response.length;
    if (kept > CALL_TEXT_LIMIT) calls[at] = { ...call, text: undefined };
  }
  return calls;
}

const copyTable = (from: TableState): TableDraft => ({ ...from, bins: [...from.bins], changes: new Map(from.changes) });
const copyEffect = (from: CellEffect): EffectDraft => ({ ...from, written: { ...from.written }, errors: new Map(from.errors) });

function newTable(region: string, table: string, tableId: string): TableState {
  const bins = new Array<number>(HASH_BINS).fill(0);
  return { region, table, tableId, status: "CREATING", keys: [], items: 0, partitions: [], bins, changes: new Map() };
}
