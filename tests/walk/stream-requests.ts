import type { Maker } from "./context.ts";

export const STREAM_REQUESTS: Maker[] = [
  (c) => ["ListStreams", { ...c.dice.maybe(0.3, () => ({ TableName: c.table().name })), ...c.dice.maybe(0.3, () => ({ Limit: 2 })) }],
  (c) => ["DescribeStream", { StreamArn: c.learned.stream(), ...c.dice.maybe(0.2, () => ({ Limit: 1 + c.dice.below(5) })) }],
  ...Array<Maker>(2).fill((c) => {
    const ShardIteratorType = c.dice.pick(["TRIM_HORIZON", "TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"]);
    const at = ShardIteratorType.endsWith("NUMBER") ? { SequenceNumber: c.learned.sequenceNumber() } : {};
    return ["GetShardIterator", { ...c.learned.shard(), ShardIteratorType, ...at }];
  }),
  ...Array<Maker>(3).fill((c) => [
    "GetRecords",
    { ShardIterator: c.learned.iterator(), ...c.dice.maybe(0.7, () => ({ Limit: 1 + c.dice.below(10) })) },
  ]),
];
