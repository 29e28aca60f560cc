import type { EngineOptions } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import type { CallRecord } from "../../web/model/call-record.ts";
import { emptyInspection, type InspectionState } from "../../web/model/inspection.ts";
import { reduce } from "../../web/model/inspection-reducer.ts";
import { Replica } from "../../web/observer/replica.ts";

export const REGION = "us-east-2";
export const START = Date.UTC(2026, 10, 23, 9);
const HOUR = 3_600_000;

/** A real engine, what it reported, and a model fed with it as in the page. */
export class EngineCourse {
  readonly records: CallRecord[] = [];
  state: InspectionState = emptyInspection;
  #replica: Replica;
  #now = START;

  private constructor(replica: Replica) {
    this.#replica = replica;
  }

  static async start(options: Partial<EngineOptions> = {}): Promise<EngineCourse> {
    return new EngineCourse(await Replica.create((given) => createEngine({ ...given, ...options }), 1, undefined));
  }

  /** Returns the parsed response. */
  call(operation: string, body: object): Record<string, unknown> {
    const service = /Stream|Shard|Records/.test(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810";
    this.#now += 100;
    const entry = { kind: "call", region: REGION, target: `${service}.${operation}`, body: JSON.stringify(body), now: this.#now } as const;
    const record = this.#take(this.#replica.repeat({ type: "entry", cell: "c", run: 1, entry }));
    return JSON.parse(record.response) as Record<string, unknown>;
  }

  advance(ms: number): void {
    this.#now += ms;
    this.#take(this.#replica.repeat({ type: "entry", entry: { kind: "advance", now: this.#now } }));
  }

  inspect: Replica["inspect"] = (query, step) => this.#replica.inspect(query, step);

  get now(): number {
    return this.#now;
  }

  #take(record: CallRecord): CallRecord {
    this.records.push(record);
    this.state = reduce(this.state, record);
    return record;
  }
}

const item = (pk: string, sk: number, more: object = {}) => ({ pk: { S: pk }, sk: { N: String(sk) }, ...more });
const attribute = (AttributeName: string, AttributeType: string) => ({ AttributeName, AttributeType });
const schema = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  ...(range ? [{ AttributeName: range, KeyType: "RANGE" }] : []),
];

/** Causes every kind of event with every optional member: tables, splits, indexes, a transaction, streams, readers, time to live. */
export function playAll(course: EngineCourse): void {
  createTables(course);
  writeItems(course);
  readItems(course);
  readStream(course);
  letTimePass(course);
  course.call("DeleteTable", { TableName: "plain" });
  course.call("ListTables", {});
}

export function createTables(course: EngineCourse): void {
  const Projection = { ProjectionType: "ALL" };
  const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  course.call("CreateTable", {
    TableName: "things",
    KeySchema: schema("pk", "sk"),
    AttributeDefinitions: [attribute("pk", "S"), attribute("sk", "N"), attribute("colour", "S")],
    LocalSecondaryIndexes: [{ IndexName: "by-colour", KeySchema: schema("pk", "colour"), Projection }],
    GlobalSecondaryIndexes: [{ IndexName: "of-colour", KeySchema: schema("colour", "sk"), Projection, ProvisionedThroughput }],
    ProvisionedThroughput,
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  course.call("PutItem", { TableName: "things", Item: item("before", 1) });
  for (const [TableName, StreamViewType] of [
    ["plain", "KEYS_ONLY"],
    ["newest", "NEW_IMAGE"],
    ["oldest", "OLD_IMAGE"],
  ]) {
    course.call("CreateTable", {
      TableName,
      KeySchema: schema("id"),
      AttributeDefinitions: [attribute("id", "S")],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType },
    });
  }
  course.call("UpdateTable", { TableName: "things", BillingMode: "PAY_PER_REQUEST" });
  course.call("DescribeTable", { TableName: "things" });
}

function writeItems(course: EngineCourse): void {
  const put = (pk: string, sk: number) => ({ PutRequest: { Item: item(pk, sk, { colour: { S: "red" } }) } });
  course.call("BatchWriteItem", { RequestItems: { things: [...Array(9).keys()].map((sk) => put("hot", sk)).concat(put("cold", 1)) } });
  const Key = item("hot", 1);
  course.call("UpdateItem", {
    TableName: "things",
    Key,
    UpdateExpression: "SET colour = :c",
    ExpressionAttributeValues: { ":c": { S: "blue" } },
  });
  course.call("PutItem", { TableName: "things", Item: Key, ConditionExpression: "attribute_not_exists(pk)" });
  course.call("DeleteItem", { TableName: "things", Key: item("hot", 2) });
  course.call("TransactWriteItems", {
    TransactItems: [{ Put: { TableName: "things", Item: item("both", 1) } }, { Put: { TableName: "plain", Item: { id: { S: "a" } } } }],
  });
  for (const TableName of ["newest", "oldest", "plain"]) {
    for (const n of ["1", "2"]) course.call("PutItem", { TableName, Item: { id: { S: "a" }, n: { N: n } } });
  }
}

function readItems(course: EngineCourse): void {
  const ExpressionAttributeValues = { ":v": { S: "hot" } };
  course.call("GetItem", { TableName: "things", Key: item("hot", 1), ConsistentRead: true });
  course.call("BatchGetItem", {
    RequestItems: { things: { Keys: [item("hot", 1), item("cold", 1)] }, plain: { Keys: [{ id: { S: "a" } }] } },
  });
  course.call("Query", { TableName: "things", KeyConditionExpression: "pk = :v", ExpressionAttributeValues });
  course.call("Query", { TableName: "things", IndexName: "by-colour", KeyConditionExpression: "pk = :v", ExpressionAttributeValues });
  course.call("Query", {
    TableName: "things",
    IndexName: "of-colour",
    KeyConditionExpression: "colour = :v",
    ExpressionAttributeValues: { ":v": { S: "red" } },
  });
  course.call("Scan", { TableName: "things" });
  course.call("GetItem", { TableName: "nowhere", Key: { id: { S: "a" } } });
  course.call("Nonsense", {});
}

function readStream(course: EngineCourse): void {
  const { StreamArn } = (course.call("ListStreams", { TableName: "plain" }).Streams as { StreamArn: string }[])[0] as { StreamArn: string };
  const { Shards } = course.call("DescribeStream", { StreamArn }).StreamDescription as { Shards: { ShardId: string }[] };
  for (const { ShardId } of Shards) {
    const { ShardIterator } = course.call("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    const { Records } = course.call("GetRecords", { ShardIterator }) as { Records: { dynamodb: { SequenceNumber: string } }[] };
    const SequenceNumber = Records[0]?.dynamodb.SequenceNumber;
    if (SequenceNumber) course.call("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "AT_SEQUENCE_NUMBER", SequenceNumber });
  }
}

function letTimePass(course: EngineCourse): void {
  course.call("UpdateTimeToLive", { TableName: "newest", TimeToLiveSpecification: { Enabled: true, AttributeName: "until" } });
  course.call("PutItem", { TableName: "newest", Item: { id: { S: "short" }, until: { N: String(Math.floor(course.now / 1000) + 60) } } });
  course.advance(HOUR);
  course.advance(100);
  course.advance(4 * HOUR);
  course.advance(24 * HOUR);
}
