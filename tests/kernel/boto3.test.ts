import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestKernel } from "./notebook-kernel.ts";

const CREATE = `import boto3
from botocore.exceptions import ClientError
from boto3.dynamodb.conditions import Attr, Key
dynamodb = boto3.resource("dynamodb", region_name="us-east-2")
table = dynamodb.create_table(TableName="books",
    KeySchema=[{"AttributeName": "Author", "KeyType": "HASH"}, {"AttributeName": "Title", "KeyType": "RANGE"}],
    AttributeDefinitions=[{"AttributeName": "Author", "AttributeType": "S"}, {"AttributeName": "Title", "AttributeType": "S"}],
    ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
table.wait_until_exists()`;

let kernel: TestKernel;
before(async () => {
  kernel = await TestKernel.start({ python: "eager" });
  assert.equal((await kernel.python(CREATE)).status, "ok");
});
after(() => kernel.kernel.dispose());

test("items are returned as they were put, sets as sets", async () => {
  const { text } = await kernel.python(`table.put_item(Item={"Author": "A", "Title": "B", "Editions": {"Kindle", "Audio"}, "Year": 2022})
table.get_item(Key={"Author": "A", "Title": "B"})["Item"]`);
  assert.match(text ?? "", /'Editions': \{'Audio', 'Kindle'\}/);
  assert.match(text ?? "", /'Year': Decimal\('2022'\)/);
});

test("a batch writer, a query and a filtered scan", async () => {
  const { text, stdout } = await kernel.python(`with table.batch_writer() as batch:
    for i in range(60):
        batch.put_item(Item={"Author": f"w{i % 3}", "Title": str(i), "Rating": i})
print(table.query(KeyConditionExpression=Key("Author").eq("w1"))["Count"])
table.scan(FilterExpression=Attr("Rating").gte(50))["Count"]`);
  assert.equal(stdout, "20\n");
  assert.equal(text, "10");
});

test("boto3 refuses a float, at the learner's line", async () => {
  const { error, traceback } = await kernel.python('\ntable.put_item(Item={"Author": "A", "Title": "B", "x": 1.5})');
  assert.equal(error.ename, "TypeError");
  assert.match(error.evalue, /Use Decimal types instead/);
  assert.match(traceback, /line 2/);
});

test("an error has the service's code and its modelled class", async () => {
  const { text } = await kernel.python(`try:
    table.put_item(Item={"Author": "A", "Title": "B"}, ConditionExpression="attribute_not_exists(Title)")
except dynamodb.meta.client.exceptions.ConditionalCheckFailedException as e:
    seen = (isinstance(e, ClientError), e.response["Error"]["Code"], len(e.response["ResponseMetadata"]["RequestId"]))
seen`);
  assert.equal(text, "(True, 'ConditionalCheckFailedException', 52)");
  const uncaught = await kernel.python('boto3.resource("dynamodb").Table("nowhere").load()');
  assert.equal(uncaught.error.ename, "ResourceNotFoundException");
  assert.doesNotMatch(uncaught.traceback, /site-packages/);
});

test("each region has its own tables, and code without a region works", async () => {
  const { text } = await kernel.python(`tables = lambda **region: boto3.client("dynamodb", **region).list_tables()["TableNames"]
tables(region_name="us-east-2"), tables(region_name="eu-west-1"), tables()`);
  assert.equal(text, "(['books'], [], [])");
});

test("stream records are read from every shard", async () => {
  const { text } = await kernel.python(`streams = boto3.client("dynamodbstreams", region_name="us-east-2")
arn = streams.list_streams(TableName="books")["Streams"][0]["StreamArn"]
names = set()
for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
    at = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    names |= {record["eventName"] for record in streams.get_records(ShardIterator=at)["Records"]}
names`);
  assert.equal(text, "{'INSERT'}");
});

test("waiters finish at once", async () => {
  const started = performance.now();
  assert.equal((await kernel.python("table.delete()\ntable.wait_until_not_exists()")).status, "ok");
  assert.ok(performance.now() - started < 5000);
});

test("the journal names the cell of each call", () => {
  const first = kernel.journal.find(({ entry }) => entry.kind === "call");
  assert.equal(first?.cell, "cell-1");
  assert.deepEqual(first?.entry.kind === "call" && [first.entry.region, first.entry.target], [
    "us-east-2",
    "DynamoDB_20120810.CreateTable",
  ]);
});
