import assert from "node:assert/strict";
import { Agent } from "node:http";
import type { LookupFunction } from "node:net";
import { test } from "node:test";
import { CreateTableCommand, DynamoDBClient, ListTablesCommand, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { installPackages, python } from "./python-packages.ts";
import { serve } from "./serve.ts";

await installPackages();
const endpoint = await serve();

const KEYS = {
  KeySchema: [
    { AttributeName: "Author", KeyType: "HASH" as const },
    { AttributeName: "Title", KeyType: "RANGE" as const },
  ],
  AttributeDefinitions: [
    { AttributeName: "Author", AttributeType: "S" as const },
    { AttributeName: "Title", AttributeType: "S" as const },
  ],
};

test("the AWS SDK for JavaScript creates, writes, queries and reads the stream", async () => {
  const config = { endpoint: endpoint.url, region: "us-west-2", credentials: { accessKeyId: "any", secretAccessKey: "any" } };
  const client = new DynamoDBClient(config);
  const documents = DynamoDBDocumentClient.from(client);
  const StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" as const };
  await client.send(new CreateTableCommand({ TableName: "books", BillingMode: "PAY_PER_REQUEST", ...KEYS, StreamSpecification }));
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: "books" });
  await documents.send(
    new PutCommand({ TableName: "books", Item: { Author: "紫式部", Title: "源氏物語", Editions: new Set(["a", "b"]) } }),
  );
  const { Items } = await documents.send(
    new QueryCommand({ TableName: "books", KeyConditionExpression: "Author = :a", ExpressionAttributeValues: { ":a": "紫式部" } }),
  );
  assert.deepEqual(Items, [{ Author: "紫式部", Title: "源氏物語", Editions: new Set(["a", "b"]) }]);
  const streams = new DynamoDBStreamsClient(config);
  const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: "books" }));
  const StreamArn = Streams[0]?.StreamArn as string;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  let records = 0;
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const { ShardIterator } = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }));
    records += (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records?.length ?? 0;
  }
  assert.equal(records, 1);
  client.destroy();
  streams.destroy();
});

const BOTO3 = `
import sys, boto3
from boto3.dynamodb.conditions import Key
from botocore.exceptions import ClientError
dynamodb = boto3.resource("dynamodb", endpoint_url=sys.argv[1], region_name="eu-central-1")
table = dynamodb.create_table(TableName="books", BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "Author", "KeyType": "HASH"}, {"AttributeName": "Title", "KeyType": "RANGE"}],
    AttributeDefinitions=[{"AttributeName": "Author", "AttributeType": "S"}, {"AttributeName": "Title", "AttributeType": "S"}])
table.wait_until_exists()
with table.batch_writer() as batch:
    for i in range(40): batch.put_item(Item={"Author": "A", "Title": str(i), "n": i})
print(table.query(KeyConditionExpression=Key("Author").eq("A"))["Count"])
try: table.put_item(Item={"Author": "A", "Title": "1"}, ConditionExpression="attribute_not_exists(Title)")
except ClientError as error: print(error.response["Error"]["Code"], error.response["ResponseMetadata"]["RetryAttempts"])
print(dynamodb.meta.client.execute_statement(Statement="SELECT n FROM books WHERE Author = 'A' AND Title = '7'")["Items"][0]["n"])
table.delete()
table.wait_until_not_exists()
print(list(dynamodb.tables.all()))
`;

test("boto3 works over a socket, checksums included", async () => {
  assert.equal(await python(["-c", BOTO3, endpoint.url]), "40\nConditionalCheckFailedException 0\n7\n[]\n");
});

test("the AWS CLI creates, puts, gets and deletes", async () => {
  const aws = async (...args: string[]) => {
    const text = await python([
      "-m",
      "awscli",
      "dynamodb",
      ...args,
      "--endpoint-url",
      endpoint.url,
      "--region",
      "us-east-1",
      "--output",
      "json",
    ]);
    return text ? JSON.parse(text) : undefined;
  };
  const created = await aws(
    ...["create-table", "--table-name", "music", "--billing-mode", "PAY_PER_REQUEST"],
    ...["--key-schema", "AttributeName=Artist,KeyType=HASH", "--attribute-definitions", "AttributeName=Artist,AttributeType=S"],
  );
  assert.equal(created.TableDescription.TableStatus, "CREATING");
  await aws(
    "put-item",
    "--table-name",
    "music",
    "--item",
    '{"Artist":{"S":"Björk"},"Plays":{"N":"12345678901234567890123456789012345678"}}',
  );
  const got = await aws("get-item", "--table-name", "music", "--key", '{"Artist":{"S":"Björk"}}');
  assert.deepEqual(got.Item, { Artist: { S: "Björk" }, Plays: { N: "12345678901234567890123456789012345678" } });
  await aws("delete-table", "--table-name", "music");
  assert.deepEqual((await aws("list-tables")).TableNames, []);
});

const { port } = new URL(endpoint.url);
const REFUSED = "This endpoint does not know the host name db.test as its own. If it is, start it with --allow-host db.test";

test("the AWS SDK for JavaScript shows at once why a host name is refused", async () => {
  const lookup: LookupFunction = (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]);
  const client = new DynamoDBClient({
    endpoint: `http://db.test:${port}`,
    region: "us-west-2",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    requestHandler: { httpAgent: new Agent({ lookup }) },
  });
  await assert.rejects(
    client.send(new ListTablesCommand()),
    (error: Error & { $metadata?: { httpStatusCode: number; attempts: number } }) => {
      assert.deepEqual([error.name, error.message], ["AccessDeniedException", REFUSED]);
      assert.deepEqual([error.$metadata?.httpStatusCode, error.$metadata?.attempts], [403, 1]);
      return true;
    },
  );
  client.destroy();
});

const RENAMED = `
import socket, sys, boto3
from botocore.exceptions import ClientError
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **named: resolve("127.0.0.1", *rest, **named)
try: boto3.client("dynamodb", endpoint_url=sys.argv[1], region_name="us-east-1").list_tables()
except ClientError as error: print(error.response["Error"]["Code"], error.response["ResponseMetadata"]["RetryAttempts"], error.response["Error"]["Message"])
`;

test("boto3 shows at once why a host name is refused", async () => {
  assert.equal(await python(["-c", RENAMED, `http://db.test:${port}`]), `AccessDeniedException 0 ${REFUSED}\n`);
});
