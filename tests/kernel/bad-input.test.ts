import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestKernel } from "./notebook-kernel.ts";

const SETUP = `import boto3
from botocore.exceptions import ClientError
from decimal import Decimal
dynamodb = boto3.resource("dynamodb", region_name="us-east-2")
client = dynamodb.meta.client
table = dynamodb.create_table(TableName="books", BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "Author", "KeyType": "HASH"}, {"AttributeName": "Title", "KeyType": "RANGE"}],
    AttributeDefinitions=[{"AttributeName": "Author", "AttributeType": "S"}, {"AttributeName": "Title", "AttributeType": "S"}])
table.put_item(Item={"Author": "A", "Title": "B", "Rating": 3})
key = {"Author": "A", "Title": "B"}
def code(call):
    before = table.scan()["Items"]
    try:
        call()
        result = "no error"
    except ClientError as error:
        result = error.response["Error"]["Code"] + ": " + error.response["Error"]["Message"]
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
    assert table.scan()["Items"] == before
    return result`;

let kernel: TestKernel;
before(async () => {
  kernel = await TestKernel.start({ python: "eager" });
  assert.equal((await kernel.python(SETUP)).status, "ok");
});
after(() => kernel.kernel.dispose());

const cases: [what: string, call: string, expected: RegExp][] = [
  ["an unknown table", 'dynamodb.Table("nowhere").get_item(Key=key)', /^ResourceNotFoundException: Requested resource not found$/],
  [
    "a missing key attribute",
    'table.put_item(Item={"Author": "A"})',
    /^ValidationException: One or more parameter values were invalid: Missing the key Title in the item$/,
  ],
  [
    "a key of the wrong type",
    'table.put_item(Item={"Author": "A", "Title": 1})',
    /^ValidationException: One or more parameter values were invalid: Type mismatch for key Title expected: S actual: N$/,
  ],
  [
    "a reserved word",
    'table.update_item(Key=key, UpdateExpression="SET Year = :y", ExpressionAttributeValues={":y": 1})',
    /Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: Year$/,
  ],
  [
    "a syntax error in an expression",
    'table.update_item(Key=key, UpdateExpression="SET Rating :r", ExpressionAttributeValues={":r": 1})',
    /Invalid UpdateExpression: Syntax error; token: ":r", near: /,
  ],
  [
    "a float",
    'table.put_item(Item={"Author": "A", "Title": "C", "x": 1.5})',
    /^TypeError: Float types are not supported\. Use Decimal types instead\.$/,
  ],
  [
    "an item over 400 KB",
    'table.put_item(Item={"Author": "A", "Title": "C", "x": "x" * 409_600})',
    /^ValidationException: Item size has exceeded the maximum allowed size$/,
  ],
  [
    "more than 25 writes in a batch",
    'client.batch_write_item(RequestItems={"books": [{"PutRequest": {"Item": {"Author": "A", "Title": str(i)}}} for i in range(26)]})',
    /^ValidationException: 1 validation error detected: .*Member must have length less than or equal to 25/s,
  ],
  [
    "the same item twice in a transaction",
    'client.transact_write_items(TransactItems=[{"Delete": {"TableName": "books", "Key": key}}, {"Put": {"TableName": "books", "Item": key}}])',
    /^ValidationException: Transaction request cannot include multiple operations on one item$/,
  ],
  [
    "an unknown index",
    'table.query(IndexName="by", KeyConditionExpression="Author = :a", ExpressionAttributeValues={":a": "A"})',
    /specified index: by|length/,
  ],
];

for (const [what, call, expected] of cases) {
  test(`${what} is refused in the service's words and changes nothing`, async () => {
    const { text, status } = await kernel.python(`code(lambda: ${call})`);
    assert.equal(status, "ok", text);
    assert.match((text ?? "").replace(/^['"]|['"]$/g, "").replaceAll("\\'", "'"), expected);
  });
}

test("the engine itself refuses unknown operations and broken JSON", async () => {
  const unknown = await kernel.kernel.call("us-east-2", "DynamoDB_20120810.MakeCoffee", "{}");
  assert.deepEqual(unknown, { status: 400, body: '{"__type":"com.amazon.coral.service#UnknownOperationException"}' });
  const broken = await kernel.kernel.call("us-east-2", "DynamoDB_20120810.PutItem", '{"TableName": "books"');
  assert.deepEqual(broken, { status: 400, body: '{"__type":"com.amazon.coral.service#SerializationException"}' });
});
