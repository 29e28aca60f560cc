import type { Model, ModelShape } from "../../scripts/service-model.ts";
import type { Engine } from "../../wasm/engine.ts";

const TABLE = {
  TableName: "books",
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "N" },
    { AttributeName: "by", AttributeType: "S" },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: "byName", KeySchema: [{ AttributeName: "by", KeyType: "HASH" }], Projection: { ProjectionType: "ALL" } },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: "byLocal",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "by", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["set"] },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};
const KEY = { pk: { S: "a" }, sk: { N: "1" } };
const ITEM = { ...KEY, by: { S: "x" }, map: { M: { in: { L: [{ N: "1" }, { BOOL: true }] } } }, set: { NS: ["1", "2"] } };
const VALUES = { ":v": { N: "1" } };

/** A table with an item and a stream, and what a request needs to refer to them. */
export class Library {
  readonly #samples: Record<string, unknown>;

  constructor(engine: Engine, region: string, operation: string) {
    const call = (target: string, body: object) => {
      const answer = engine.handle({
        region,
        target: target.includes(".") ? target : `DynamoDB_20120810.${target}`,
        body: JSON.stringify(body),
      });
      if (answer.status !== 200) throw new Error(answer.body);
      return JSON.parse(answer.body);
    };
    const { TableDescription } = call("CreateTable", TABLE);
    call("DescribeTable", { TableName: "books" });
    call("PutItem", { TableName: "books", Item: ITEM });
    const StreamArn = TableDescription.LatestStreamArn as string;
    const { StreamDescription } = call("DynamoDBStreams_20120810.DescribeStream", { StreamArn });
    const shards = (StreamDescription.Shards as { ShardId: string }[]).map(({ ShardId }) => {
      const iterator = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" };
      const { ShardIterator } = call("DynamoDBStreams_20120810.GetShardIterator", iterator);
      const { Records } = call("DynamoDBStreams_20120810.GetRecords", { ShardIterator });
      return { ShardId, ShardIterator, SequenceNumber: Records[0]?.dynamodb.SequenceNumber as string | undefined };
    });
    const written = shards.find(({ SequenceNumber }) => SequenceNumber !== undefined);
    if (operation === "GetResourcePolicy") call("PutResourcePolicy", { ResourceArn: TableDescription.TableArn, Policy: POLICY });
    this.#samples = { ...SAMPLES, ...written, StreamArn, ResourceArnString: TableDescription.TableArn };
  }

  /** Returns what is required or, if there is one, an example with the usual optional members. */
  request(operation: string, model: Model): unknown {
    return REQUESTS[operation] ?? this.sample(model, (model.operations[operation] as Model["operations"][string]).input.shape);
  }

  /** Returns a value that the model allows, with only required members. */
  sample(model: Model, name: string): unknown {
    if (name in this.#samples) return this.#samples[name];
    const { type, members = {}, required = [], member, min, enum: values } = model.shapes[name] as ModelShape;
    switch (type) {
      case "structure":
        return Object.fromEntries(required.map((key) => [key, this.sample(model, (members[key] as { shape: string }).shape)]));
      case "list":
        return [this.sample(model, (member as { shape: string }).shape)];
      case "map":
        return {};
      case "string":
        return values?.[0] ?? "x".repeat(Math.max(min ?? 0, 3));
      case "boolean":
        return true;
      default:
        return min ?? 1;
    }
  }
}

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "dynamodb:GetItem", Resource: "*" }],
});

/** By shape. */
const SAMPLES: Record<string, unknown> = {
  TableName: "books",
  TableArn: "books",
  IndexName: "byName",
  ResourcePolicy: POLICY,
  Key: KEY,
  PutItemInputAttributeMap: ITEM,
  AttributeValue: { S: "x" },
  ConditionExpression: "attribute_not_exists(nothing)",
  UpdateExpression: "REMOVE price",
  PartiQLStatement: `SELECT * FROM "books" WHERE pk = 'a'`,
};

const CHECK = {
  ConditionExpression: "#n <> :v",
  ExpressionAttributeNames: { "#n": "by" },
  ExpressionAttributeValues: VALUES,
};
const CONDITION = { ...CHECK, ReturnConsumedCapacity: "INDEXES" };
const KEYED = { TableName: "books", Key: KEY };

const REQUESTS: Record<string, unknown> = {
  GetItem: { ...KEYED, ProjectionExpression: "#n.#n[0], sk", ExpressionAttributeNames: { "#n": "map" }, ConsistentRead: true },
  PutItem: { TableName: "books", Item: ITEM, ...CONDITION, ReturnValues: "ALL_OLD" },
  DeleteItem: { ...KEYED, ...CONDITION, ReturnValues: "ALL_OLD" },
  UpdateItem: {
    ...KEYED,
    ...CONDITION,
    UpdateExpression: "SET #m.n = :v ADD cnt :v",
    ExpressionAttributeNames: { "#n": "by", "#m": "map" },
    ReturnValues: "UPDATED_NEW",
  },
  Query: {
    TableName: "books",
    KeyConditionExpression: "pk = :k AND sk > :v",
    FilterExpression: "#n <> :v",
    ExpressionAttributeNames: { "#n": "by" },
    ExpressionAttributeValues: { ":k": { S: "a" }, ":v": { N: "0" } },
    Limit: 1,
    ExclusiveStartKey: KEY,
  },
  Scan: { TableName: "books", FilterExpression: "price <> :v", ExpressionAttributeValues: VALUES, Segment: 0, TotalSegments: 2 },
  BatchGetItem: { RequestItems: { books: { Keys: [KEY], ConsistentRead: true } } },
  BatchWriteItem: { RequestItems: { books: [{ PutRequest: { Item: ITEM } }] } },
  CreateTable: { ...TABLE, TableName: "others" },
  UpdateTable: { TableName: "books", DeletionProtectionEnabled: true },
  TransactWriteItems: {
    TransactItems: [{ ConditionCheck: { ...KEYED, ...CHECK } }, { Put: { TableName: "books", Item: { ...ITEM, sk: { N: "2" } } } }],
    ClientRequestToken: "x",
  },
  ExecuteStatement: { Statement: `SELECT * FROM "books" WHERE pk = ?`, Parameters: [{ S: "a" }], Limit: 1 },
  BatchExecuteStatement: { Statements: [{ Statement: `UPDATE "books" SET x = ? WHERE pk = 'a' AND sk = 1`, Parameters: [{ S: "a" }] }] },
  ExecuteTransaction: { TransactStatements: [{ Statement: `DELETE FROM "books" WHERE pk = ? AND sk = 1`, Parameters: [{ S: "a" }] }] },
};
