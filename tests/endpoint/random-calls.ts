import { random } from "../random.ts";

const ITEMS = "DynamoDB_20120810";
const STREAMS = "DynamoDBStreams_20120810";
const KEYS = {
  KeySchema: [
    { AttributeName: "k", KeyType: "HASH" },
    { AttributeName: "s", KeyType: "RANGE" },
  ],
  AttributeDefinitions: [
    { AttributeName: "k", AttributeType: "S" },
    { AttributeName: "s", AttributeType: "N" },
    { AttributeName: "g", AttributeType: "S" },
  ],
};
const INDEX = { IndexName: "byG", KeySchema: [{ AttributeName: "g", KeyType: "HASH" }], Projection: { ProjectionType: "ALL" } };
const DAY_MS = 86_400_000;

export interface RandomCall {
  region: string;
  target: string;
  body: string;
  /** How much later than the call before, in milliseconds. */
  later: number;
}

/** Calls of all kinds, the same for each seed: good and bad ones, on tables that come and go, sometimes hours apart. */
export class RandomCalls {
  readonly #next: () => number;
  #iterators: string[] = [];
  #arns: string[] = [];
  #shards: { StreamArn: string; ShardId: string }[] = [];

  constructor(seed: number) {
    this.#next = random(seed);
  }

  next(): RandomCall {
    const [operation, input] = this.#pick(this.#next() < 0.5 ? WRITES : this.#next() < 0.6 ? READS : CHANGES)(this);
    const damaged = this.#next() < 0.02;
    const service = OF_STREAMS.has(operation) ? STREAMS : ITEMS;
    const jump = this.#next();
    return {
      region: this.#next() < 0.9 ? "eu-west-1" : "us-east-1",
      target: `${service}.${operation}`,
      body: damaged ? JSON.stringify(input).slice(0, this.below(50)) : JSON.stringify(input),
      later: jump < 0.001 ? this.below(2 * DAY_MS) : jump < 0.01 ? this.below(600_000) : jump < 0.5 ? this.below(30) : 0,
    };
  }

  /** Later calls use what the engine has answered. */
  learn(body: string): void {
    const answer = body.startsWith("{") ? JSON.parse(body) : {};
    for (const iterator of [answer.ShardIterator, answer.NextShardIterator]) if (iterator) this.#iterators.push(iterator);
    for (const { StreamArn } of answer.Streams ?? []) this.#arns.push(StreamArn);
    const { StreamArn, Shards = [] } = answer.StreamDescription ?? {};
    for (const { ShardId } of Shards) this.#shards.push({ StreamArn, ShardId });
  }

  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  #pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  table(): string {
    return `tab${this.below(3)}`;
  }

  key(): object {
    return { k: { S: `k${this.below(12)}` }, s: { N: String(this.below(4)) } };
  }

  item(): object {
    const ttl = { N: String(1_800_000_000 + this.below(200_000)) };
    return { ...this.key(), g: { S: `g${this.below(3)}` }, ttl, v: { S: "v".repeat(this.below(this.#next() < 0.05 ? 9000 : 200)) } };
  }

  iterator = (): string => this.#pick(this.#iterators.slice(-20)) ?? "none";
  arn = (): string => this.#pick(this.#arns.slice(-5)) ?? "arn:aws:dynamodb:eu-west-1:000000000000:table/tab0";
  shard = (): object => this.#pick(this.#shards.slice(-10)) ?? { StreamArn: this.arn(), ShardId: "shardId-00000000000000000000-00000000" };
}

type Maker = (random: RandomCalls) => [operation: string, input: object];

const WRITES: Maker[] = [
  (r) => ["PutItem", { TableName: r.table(), Item: r.item(), ReturnConsumedCapacity: "INDEXES" }],
  (r) => ["PutItem", { TableName: r.table(), Item: r.item(), ConditionExpression: "attribute_not_exists(k)" }],
  (r) => [
    "UpdateItem",
    {
      TableName: r.table(),
      Key: r.key(),
      UpdateExpression: "ADD n :n SET g = :g",
      ExpressionAttributeValues: { ":n": { N: "1.5" }, ":g": { S: `g${r.below(4)}` } },
      ReturnValues: "ALL_NEW",
    },
  ],
  (r) => ["DeleteItem", { TableName: r.table(), Key: r.key(), ReturnValues: "ALL_OLD" }],
  (r) => ["BatchWriteItem", { RequestItems: { [r.table()]: [{ PutRequest: { Item: r.item() } }, { DeleteRequest: { Key: r.key() } }] } }],
  (r) => [
    "TransactWriteItems",
    {
      ClientRequestToken: `token${r.below(40)}`,
      TransactItems: [{ Put: { TableName: r.table(), Item: r.item() } }, { Delete: { TableName: r.table(), Key: r.key() } }],
    },
  ],
  (r) => [
    "ExecuteStatement",
    { Statement: `UPDATE "${r.table()}" SET p = ${r.below(9)} WHERE k = 'k${r.below(12)}' AND s = ${r.below(4)}` },
  ],
];

const READS: Maker[] = [
  (r) => ["GetItem", { TableName: r.table(), Key: r.key(), ConsistentRead: true, ReturnConsumedCapacity: "TOTAL" }],
  (r) => ["Scan", { TableName: r.table() }],
  (r) => ["Scan", { TableName: r.table(), IndexName: "byG", Limit: 5 }],
  (r) => [
    "Query",
    { TableName: r.table(), KeyConditionExpression: "k = :k", ExpressionAttributeValues: { ":k": { S: `k${r.below(12)}` } } },
  ],
  (r) => ["BatchGetItem", { RequestItems: { [r.table()]: { Keys: [r.key()] } } }],
  (r) => ["TransactGetItems", { TransactItems: [{ Get: { TableName: r.table(), Key: r.key() } }] }],
  (r) => ["ExecuteStatement", { Statement: `SELECT * FROM "${r.table()}" WHERE k = 'k${r.below(12)}'` }],
  (r) => ["DescribeTable", { TableName: r.table() }],
  (r) => ["DescribeTimeToLive", { TableName: r.table() }],
  () => ["ListTables", {}],
  () => ["ListStreams", {}],
  (r) => ["DescribeStream", { StreamArn: r.arn() }],
  (r) => ["GetShardIterator", { ...r.shard(), ShardIteratorType: r.below(2) === 0 ? "TRIM_HORIZON" : "LATEST" }],
  (r) => ["GetRecords", { ShardIterator: r.iterator(), Limit: 20 }],
  () => ["NoOperation", {}],
];

const CHANGES: Maker[] = [
  ...Array<Maker>(4).fill((r) => [
    "CreateTable",
    {
      TableName: r.table(),
      ...KEYS,
      GlobalSecondaryIndexes: [{ ...INDEX, ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }],
      ProvisionedThroughput: { ReadCapacityUnits: 1 + r.below(3), WriteCapacityUnits: 1 + r.below(3) },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    },
  ]),
  (r) => ["CreateTable", { TableName: r.table(), ...KEYS, BillingMode: "PAY_PER_REQUEST", GlobalSecondaryIndexes: [INDEX] }],
  (r) => (r.below(4) === 0 ? ["DeleteTable", { TableName: r.table() }] : ["ListTables", {}]),
  (r) => ["UpdateTable", { TableName: r.table(), StreamSpecification: { StreamEnabled: r.below(2) === 0, StreamViewType: "KEYS_ONLY" } }],
  (r) => [
    "UpdateTable",
    { TableName: r.table(), ProvisionedThroughput: { ReadCapacityUnits: 1 + r.below(3), WriteCapacityUnits: 1 + r.below(3) } },
  ],
  (r) => ["UpdateTimeToLive", { TableName: r.table(), TimeToLiveSpecification: { Enabled: r.below(3) > 0, AttributeName: "ttl" } }],
  (r) => [
    "TagResource",
    {
      ResourceArn: `arn:aws:dynamodb:eu-west-1:000000000000:table/${r.table()}`,
      Tags: [{ Key: `t${r.below(3)}`, Value: String(r.below(9)) }],
    },
  ],
  (r) => [
    "UpdateContinuousBackups",
    { TableName: r.table(), PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: r.below(2) === 0 } },
  ],
];

const OF_STREAMS = new Set(["ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"]);
