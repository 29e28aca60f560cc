import { gapText } from "./gap-text.ts";
import type { ShardState, StreamRecord, StreamState } from "./inspection.ts";
import type { Span } from "./stream-frame.ts";

/**
 * Where each shard and record lies along the time axis: in order, in equal steps, with a break where long nothing happened. What is
 * placed stays where it is, whatever follows.
 */
export interface StreamTimeline {
  readonly pitch: number;
  /** Where the axis ends. */
  readonly end: number;
  /** By shard; open shards end at `end`. */
  readonly shards: ReadonlyMap<string, Span>;
  /** By record order: the middle of the record's slot. */
  readonly records: ReadonlyMap<number, number>;
  /** All shards' records in their order. */
  readonly sequence: readonly StreamRecord[];
  readonly breaks: readonly TimeBreak[];
}

export interface TimeBreak extends Span {
  /** "5 min", "24 h, 5 empty generations". */
  readonly text: string;
  /** How many generations of empty shards are folded away in it. */
  readonly fold?: number;
}

export interface TimelineMeasures {
  /** Where the axis begins. */
  readonly start: number;
  /** The axis is at least as long. */
  readonly room: number;
  /** From one record to the next. */
  readonly pitch: number;
  /** Between a closed shard and its children. */
  readonly branch: number;
  /** Before a shard's first record. */
  readonly lead: number;
  /** The shortest shard whose label fits. */
  readonly shortest: number;
  /** What a shard's label needs before a break. */
  readonly label: number;
  readonly breakLength: (text: string, folds: boolean) => number;
  /** Shards before which generations are folded away, with their number. */
  readonly folds: ReadonlyMap<string, number>;
}

type Happening = { order: number; at: number; shard: ShardState } & ({ kind: "open" | "close" } | { kind: "record"; record: StreamRecord });

const LONG = 300_000;
/** The service removes an expired item by itself, while nobody does anything: that it came later is shown sooner. */
const LONG_BEFORE_REMOVAL = 60_000;

export function layOutTimeline({ shards }: StreamState, measures: TimelineMeasures): StreamTimeline {
  const happenings = shards.flatMap(happeningsOf).sort((left, right) => left.order - right.order);
  const walk = new Walk(measures);
  for (const happening of happenings) walk.take(happening);
  const end = Math.max(measures.start + measures.room, walk.end);
  const spans = shards.map(({ shard, closed }): [string, Span] => {
    const { from = 0, to = 0 } = walk.shards.get(shard) ?? {};
    return [shard, { from, to: closed ? to : end }];
  });
  const { records, sequence, breaks } = walk;
  return { pitch: measures.pitch, end, shards: new Map(spans), records, sequence, breaks };
}

function happeningsOf(shard: ShardState): Happening[] {
  const { openedOrder, openedAt, closed } = shard;
  const records = shard.records.map((record): Happening => ({ kind: "record", order: record.order, at: record.now, shard, record }));
  const open: Happening = { kind: "open", order: openedOrder, at: openedAt, shard };
  return [open, ...records, ...(closed ? [{ kind: "close", order: closed.order, at: closed.at, shard } as const] : [])];
}

class Walk {
  readonly shards = new Map<string, { from: number; to: number }>();
  readonly records = new Map<number, number>();
  readonly sequence: StreamRecord[] = [];
  readonly breaks: TimeBreak[] = [];
  readonly #measures: TimelineMeasures;
  #cursor: number;
  /** Where the latest shard begins. */
  #opened: number;
  #last = Number.POSITIVE_INFINITY;

  constructor(measures: TimelineMeasures) {
    this.#measures = measures;
    this.#cursor = this.#opened = measures.start;
  }

  get end(): number {
    return Math.max(this.#cursor, ...[...this.shards.values()].map(({ from }) => from + this.#measures.shortest));
  }

  take(happening: Happening): void {
    const { kind, order, at, shard } = happening;
    const least = happening.kind === "record" && happening.record.byService ? LONG_BEFORE_REMOVAL : LONG;
    if (at - this.#last >= least) this.#break(at - this.#last, kind === "open" ? this.#measures.folds.get(shard.shard) : undefined);
    this.#last = at;
    const own = this.shards.get(shard.shard) ?? this.#open(shard);
    if (kind === "record") {
      this.#cursor = Math.max(this.#cursor, own.from + this.#measures.lead);
      this.sequence.push(happening.record);
      this.records.set(order, this.#cursor + this.#measures.pitch / 2);
      this.#cursor += this.#measures.pitch;
    } else if (kind === "close") {
      this.#cursor = Math.max(this.#cursor, own.from + this.#measures.shortest);
      own.to = this.#cursor;
    }
  }

  #open({ shard, parent }: ShardState): { from: number; to: number } {
    const above = parent === undefined ? undefined : this.shards.get(parent);
    const behind = above && this.#measures.folds.has(shard) ? Math.max(above.to + this.#measures.branch, this.#cursor) : undefined;
    const own = { from: behind ?? (above ? above.to + this.#measures.branch : this.#cursor), to: 0 };
    this.shards.set(shard, own);
    this.#opened = Math.max(this.#opened, own.from);
    return own;
  }

  #break(ms: number, fold: number | undefined): void {
    const text = fold === undefined ? gapText(ms) : `${gapText(ms)}, ${fold} empty generations`;
    const from = Math.max(this.#cursor, this.#opened + this.#measures.label);
    this.#cursor = from + this.#measures.breakLength(text, fold !== undefined);
    this.breaks.push({ from, to: this.#cursor, text, fold });
  }
}

export const spanOf = ({ shards }: StreamTimeline, shard: string): Span => shards.get(shard) ?? { from: 0, to: 0 };
