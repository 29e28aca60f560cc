import type { ShardState, StreamState } from "./inspection.ts";
import { childrenOf } from "./stream-captions.ts";

export interface FoldedStream {
  /** Without the shards that are folded away. */
  readonly stream: StreamState;
  /** By the shard that follows them: how many generations of its ancestors are folded. */
  readonly folds: ReadonlyMap<string, number>;
}

/** Fewer are shown: one empty shard is worth seeing. */
const LEAST = 2;

/** Folds away generations of shards that opened and closed by age while nothing was written. What a reader stands in stays. */
export function foldIdle(stream: StreamState): FoldedStream {
  const folds = new Map<string, number>();
  const parents = new Map<string, string>();
  const hidden = new Set<string>();
  const isIdle = idleIn(stream);
  const byId = new Map(stream.shards.map((shard) => [shard.shard, shard]));
  const parentOf = ({ parent }: ShardState) => (parent === undefined ? undefined : byId.get(parent));
  for (const shard of stream.shards) {
    if (isIdle(shard)) continue;
    const idle: ShardState[] = [];
    let above = parentOf(shard);
    for (; above && isIdle(above); above = parentOf(above)) idle.push(above);
    if (!above || idle.length < LEAST || hasRecordBetween(stream, above.closed?.order ?? 0, shard.openedOrder)) continue;
    for (const each of idle) hidden.add(each.shard);
    folds.set(shard.shard, idle.length);
    parents.set(shard.shard, above.shard);
  }
  if (folds.size === 0) return { stream, folds };
  const shards = stream.shards
    .filter(({ shard }) => !hidden.has(shard))
    .map((shard) => ({ ...shard, parent: parents.get(shard.shard) ?? shard.parent }));
  return { stream: { ...stream, shards }, folds };
}

function idleIn({ shards, readers }: StreamState): (shard: ShardState) => boolean {
  const present = new Set(shards.map(({ shard }) => shard));
  const read = new Set(readers.map(({ shard }) => shard));
  const children = childrenOf(shards);
  return ({ shard, parent, closed, records, gone }) =>
    closed?.reason === "rollover" &&
    records.length + gone === 0 &&
    present.has(parent ?? "") &&
    children.get(shard)?.length === 1 &&
    !read.has(shard);
}

function hasRecordBetween({ shards }: StreamState, from: number, to: number): boolean {
  return shards.some(({ records }) => records.findLast(({ order }) => order < to && order > from) !== undefined);
}
