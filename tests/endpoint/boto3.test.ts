import assert from "node:assert/strict";
import { test } from "node:test";
import { installPackages, python } from "./python-packages.ts";
import { serve } from "./serve.ts";

await installPackages();
const endpoint = await serve();

const PRELUDE = `
import json, sys, boto3
from decimal import Decimal
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

dynamodb = boto3.resource("dynamodb", endpoint_url=sys.argv[1], region_name=sys.argv[2])
client = dynamodb.meta.client

def create(name, **extra):
    table = dynamodb.create_table(TableName=name, BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}], **extra)
    table.wait_until_exists()
    return table

def fault(call, **parameters):
    try: call(**parameters)
    except ClientError as error: return {name: value for name, value in error.response.items() if name != "ResponseMetadata"}

def show(value): print(json.dumps(value, default=str))
`;

/** Returns what the program prints, in a region of each validation layer. */
async function run(program: string): Promise<unknown[][]> {
  const shown = ["us-east-1", "eu-west-1"].map((region) => python(["-c", PRELUDE + program, endpoint.url, region]));
  return (await Promise.all(shown)).map((text) =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
}

test("items are returned as boto3 sent them: decimals, bytes, sets, documents", async () => {
  const shown = await run(`
table = create("types")
item = {"pk": "a", "sk": Decimal("-1.5"), "text": "源氏 😀", "empty": "", "bytes": b"\\x00\\xff", "no bytes": b"", "true": True, "null": None,
        "strings": {"a", "b"}, "numbers": {1, Decimal("2.5")}, "binaries": {b"a", b"b"}, "list": [1, "a", None, [True, {}]],
        "map": {"a": {"b": [1, {"c": False}]}}, "long": Decimal("12345678901234567890123456789012345678"), "small": Decimal("1E-130")}
table.put_item(Item=item)
show(table.get_item(Key={"pk": "a", "sk": Decimal("-1.50")}, ConsistentRead=True)["Item"] == item)
show(table.scan()["Items"] == [item])
`);
  assert.deepEqual(shown, [
    [true, true],
    [true, true],
  ]);
});

test("conditions built by boto3 select what they say", async () => {
  const shown = await run(`
table = create("conditions")
with table.batch_writer(overwrite_by_pkeys=["pk", "sk"]) as batch:
    for i in range(60): batch.put_item(Item={"pk": "p%d" % (i % 2), "sk": i, "name": "name%d" % i, "tags": {"t%d" % (i % 3)}, "map": {"n": i}})
    batch.put_item(Item={"pk": "p0", "sk": 0, "name": "twice"})
    batch.delete_item(Key={"pk": "p1", "sk": 59})
count = lambda condition: table.scan(FilterExpression=condition, Select="COUNT")["Count"]
show([count(Attr("tags").exists()), count(Attr("tags").not_exists()), count(Attr("tags").contains("t1")), count(Attr("map.n").lt(10)),
      count(Attr("name").begins_with("name1")), count(Attr("name").is_in(["name7", "twice"])), count(Attr("name").size().gt(5)),
      count(~Attr("pk").eq("p0")), count(Attr("map").attribute_type("M") & Attr("sk").between(5, 8)), count(Attr("sk").eq(1) | Attr("sk").gte(58))])
page = table.query(KeyConditionExpression=Key("pk").eq("p0") & Key("sk").between(10, 30), FilterExpression=Attr("map.n").ne(20),
                   ScanIndexForward=False, Limit=8, ProjectionExpression="sk, #m.n", ExpressionAttributeNames={"#m": "map"})
show([[int(item["sk"]) for item in page["Items"]], page["ScannedCount"], page["LastEvaluatedKey"]])
plain = boto3.client("dynamodb", endpoint_url=sys.argv[1], region_name=sys.argv[2])
pages = plain.get_paginator("scan").paginate(TableName="conditions", PaginationConfig={"PageSize": 7, "MaxItems": 20}).build_full_result()
rest = plain.get_paginator("scan").paginate(TableName="conditions", PaginationConfig={"StartingToken": pages["NextToken"]}).build_full_result()
show([len(pages["Items"]), len(rest["Items"])])
`);
  const expected = [
    [58, 1, 20, 9, 11, 2, 49, 29, 4, 2],
    [[30, 28, 26, 24, 22, 18, 16], 8, { pk: "p0", sk: "16" }],
    [20, 39],
  ];
  assert.deepEqual(shown, [expected, expected]);
});

test("errors carry their additional members", async () => {
  const shown = await run(`
table = create("faults")
table.put_item(Item={"pk": "a", "sk": 1, "v": "x"})
show(fault(table.put_item, Item={"pk": "a", "sk": 1}, ConditionExpression=Attr("pk").not_exists(), ReturnValuesOnConditionCheckFailure="ALL_OLD"))
show(fault(client.transact_write_items, TransactItems=[
    {"Put": {"TableName": "faults", "Item": {"pk": "b", "sk": 1}}},
    {"ConditionCheck": {"TableName": "faults", "Key": {"pk": "a", "sk": 1}, "ConditionExpression": "v = :v",
                        "ExpressionAttributeValues": {":v": "y"}, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}]))
show(fault(client.describe_table, TableName="absent"))
show(client.batch_execute_statement(Statements=[{"Statement": "SELECT v FROM faults WHERE pk = 'a' AND sk = 1"},
                                                {"Statement": "SELECT v FROM absent WHERE pk = 'a' AND sk = 2"}])["Responses"])
`);
  const failed = "The conditional request failed";
  const item = { pk: { S: "a" }, sk: { N: "1" }, v: { S: "x" } };
  const cancelled = "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]";
  const missing = "Requested resource not found: Table: absent not found";
  for (const [condition, transaction, table, statements] of shown) {
    assert.deepEqual(condition, {
      message: failed,
      Error: { Message: failed, Code: "ConditionalCheckFailedException" },
      Item: item,
    });
    assert.deepEqual(transaction, {
      Message: cancelled,
      Error: { Message: cancelled, Code: "TransactionCanceledException" },
      CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed", Message: failed, Item: item }],
    });
    assert.deepEqual(table, { message: missing, Error: { Message: missing, Code: "ResourceNotFoundException" } });
    assert.deepEqual(statements, [
      { TableName: "faults", Item: { v: "x" } },
      { TableName: "absent", Error: { Code: "ResourceNotFound", Message: "Requested resource not found" } },
    ]);
  }
});

test("the streams client follows a table from shard to shard", async () => {
  const shown = await run(`
table = create("watched", StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
table.reload()
for i in range(30): table.put_item(Item={"pk": str(i), "sk": 0, "v": 1})
for i in range(30): table.update_item(Key={"pk": str(i), "sk": 0}, UpdateExpression="SET v = v + :one", ExpressionAttributeValues={":one": 1})
for i in range(30): table.delete_item(Key={"pk": str(i), "sk": 0})
streams = boto3.client("dynamodbstreams", endpoint_url=sys.argv[1], region_name=sys.argv[2])
show([stream["StreamArn"] == table.latest_stream_arn for stream in streams.list_streams(TableName="watched")["Streams"]])
table.update(StreamSpecification={"StreamEnabled": False})
description = streams.describe_stream(StreamArn=table.latest_stream_arn)["StreamDescription"]
counts = {}
for shard in description["Shards"]:
    next = streams.get_shard_iterator(StreamArn=table.latest_stream_arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while next:
        answer = streams.get_records(ShardIterator=next, Limit=7)
        for record in answer["Records"]: counts[record["eventName"]] = counts.get(record["eventName"], 0) + 1
        next = answer.get("NextShardIterator")
show([description["StreamStatus"], len(description["Shards"]), counts])
show(fault(streams.describe_stream, StreamArn="arn:aws:dynamodb:us-east-1:123456789012:table/watched")["Error"]["Code"])
show(fault(streams.get_records, ShardIterator="nonsense")["Error"])
`);
  const expected = [
    [true],
    ["DISABLED", 4, { INSERT: 30, MODIFY: 30, REMOVE: 30 }],
    "ValidationException",
    { Message: "Invalid ShardIterator", Code: "ValidationException" },
  ];
  assert.deepEqual(shown, [expected, expected]);
});
