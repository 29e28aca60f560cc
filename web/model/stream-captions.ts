import type { ShardState, SplitCause, StreamState } from "./inspection.ts";
import { shortShard } from "./short-shard.ts";

/** What happened to shards at one moment, in words. */
export interface Caption {
  /** The first of the shards that closed. */
  readonly shard: string;
  readonly order: number;
  readonly text: string;
  /** ", and 3 more": other shards to which the same happened. */
  readonly more: string;
}

const CAUSES: Record<SplitCause, string> = {
  "on-demand": "the table went on-demand",
  throughput: "more throughput was provisioned",
  heat: "it was asked for more than it can serve",
};

/** A split has a caption of its own; shards that close at the same time for another reason share one. */
export function captionsOf({ shards }: StreamState): Caption[] {
  const children = childrenOf(shards);
  const groups = new Map<string, ShardState[]>();
  for (const shard of shards) {
    if (!shard.closed) continue;
    const { reason, at, order } = shard.closed;
    const name = reason === "split" ? `split ${order}` : `${reason} ${at}`;
    groups.set(name, [...(groups.get(name) ?? []), shard]);
  }
  return [...groups.values()]
    .map((closed): Caption => {
      const first = closed[0] as ShardState;
      const more = closed.length > 1 ? `, and ${closed.length - 1} more` : "";
      return { shard: first.shard, order: first.closed?.order ?? 0, text: captionText(first, children.get(first.shard) ?? []), more };
    })
    .sort((left, right) => left.order - right.order);
}

/** "P1 split into P2–P5: the table went on-demand", "four hours passed: …ab12 continues in …cd34". */
function captionText(shard: ShardState, children: readonly ShardState[]): string {
  if (shard.closed?.reason === "split") return closingText(shard, children);
  if (shard.closed?.reason === "disabled") return `the stream ended: ${shortShard(shard.shard)} closed`;
  return `four hours passed: ${shortShard(shard.shard)} ${children[0] ? `continues in ${shortShard(children[0].shard)}` : "closed"}`;
}

/** Why the shard closed, for a line that names it. */
export function closingText({ partition, closed }: ShardState, children: readonly ShardState[]): string {
  if (closed?.reason === "disabled") return "the stream ended";
  if (closed?.reason === "rollover") return `four hours passed${children[0] ? `, it continues in ${shortShard(children[0].shard)}` : ""}`;
  return `P${partition} split into ${partitionNames(children)}${closed?.cause ? `: ${CAUSES[closed.cause]}` : ""}`;
}

/** Children by parent, in order of opening. */
export function childrenOf(shards: readonly ShardState[]): ReadonlyMap<string, readonly ShardState[]> {
  const children = new Map<string, ShardState[]>();
  for (const shard of shards) {
    if (shard.parent === undefined) continue;
    const siblings = children.get(shard.parent);
    if (siblings) siblings.push(shard);
    else children.set(shard.parent, [shard]);
  }
  return children;
}

/** "P2–P5" if their numbers follow each other, otherwise "P2 and P7" or "P2, P4 and P7". */
function partitionNames(children: readonly ShardState[]): string {
  const numbers = children.map(({ partition }) => Number(partition)).sort((left, right) => left - right);
  const names = numbers.map((number) => `P${number}`);
  const inRow = numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
  if (names.length > 2 && inRow) return `${names[0]}–${names.at(-1)}`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "others");
}
