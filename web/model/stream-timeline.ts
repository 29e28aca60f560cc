import type { ShardState, StreamRecord, StreamState } from "./inspection.ts";
import type { Span } from "./stream-frame.ts";

/** Where each shard and record lies along the time axis: in order, not to scale. */
export interface StreamTimeline {
  readonly pitch: number;
  readonly length: number;
  /** By shard; open shards end at `length`. */
  readonly shards: ReadonlyMap<string, Span>;
  /** By record order: the middle of the record's slot. */
  readonly records: ReadonlyMap<number, number>;
}

export interface TimelineMeasures {
  /** The room to fill if there are enough records. */
  readonly room: number;
  readonly minPitch: number;
  readonly maxPitch: number;
  /** Between a closed shard and its children. */
  readonly branch: number;
  /** Before a shard's first record. */
  readonly lead: number;
  /** The shortest shard whose label fits. */
  readonly shortest: number;
}

type Happening = { order: number; shard: ShardState } & ({ kind: "open" | "close" } | { kind: "record"; record: StreamRecord });

/** Lays records out as wide as the room allows, between the two pitches; never shorter than the room. */
export function layOutTimeline({ shards }: StreamState, measures: TimelineMeasures): StreamTimeline {
  const happenings = shards.flatMap(happeningsOf).sort((left, right) => left.order - right.order);
  const records = happenings.filter(({ kind }) => kind === "record").length;
  const tightest = walk(happenings, measures, measures.minPitch);
  const spare = Math.max(0, measures.room - tightest.length) / Math.max(1, records);
  const pitch = Math.min(measures.maxPitch, measures.minPitch + spare);
  const fitted = pitch > measures.minPitch ? walk(happenings, measures, pitch) : tightest;
  const length = Math.max(measures.room, fitted.length);
  const spans = shards.map(({ shard, closed }): [string, Span] => {
    const { from = 0, to = 0 } = fitted.shards.get(shard) ?? {};
    return [shard, { from, to: closed ? to : length }];
  });
  return { ...fitted, length, shards: new Map(spans) };
}

function happeningsOf(shard: ShardState): Happening[] {
  const records = shard.records.map((record): Happening => ({ kind: "record", order: record.order, shard, record }));
  const open: Happening = { kind: "open", order: shard.openedOrder, shard };
  return [open, ...records, ...(shard.closed ? [{ kind: "close", order: shard.closed.order, shard } as const] : [])];
}

function walk(happenings: readonly Happening[], { branch, lead, shortest }: TimelineMeasures, pitch: number): StreamTimeline {
  const shards = new Map<string, { from: number; to: number }>();
  const records = new Map<number, number>();
  let cursor = 0;
  for (const { kind, order, shard } of happenings) {
    const own = shards.get(shard.shard) ?? { from: startOf(shard, shards, cursor, branch), to: 0 };
    shards.set(shard.shard, own);
    if (kind === "record") {
      cursor = Math.max(cursor, own.from + lead);
      records.set(order, cursor + pitch / 2);
      cursor += pitch;
    } else if (kind === "close") {
      cursor = Math.max(cursor, own.from + shortest);
      own.to = cursor;
    }
  }
  const length = Math.max(cursor, ...[...shards.values()].map(({ from }) => from + shortest));
  return { pitch, length, shards, records };
}

function startOf({ parent }: ShardState, shards: ReadonlyMap<string, Span>, cursor: number, branch: number): number {
  const above = parent === undefined ? undefined : shards.get(parent);
  return above ? above.to + branch : cursor;
}
