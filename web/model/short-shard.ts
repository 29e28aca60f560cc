/** "…0b7e41d2": how shard ids end in the API's answers, and enough to tell the shards of one stream apart. */
export function shortShard(shard: string): string {
  return `…${shard.slice(-8)}`;
}
