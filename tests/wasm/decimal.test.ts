import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { createEngine } from "../../wasm/load.ts";

/** A number as written, and its plain text or error. */
type Text = [written: string, text: string];
/** Two numbers, their sum and difference or errors, and their order. */
type Pair = [a: string, b: string, sum: string, difference: string, order: number];

/** Generates numbers all over the service's range, and some outside it, and what Python's decimal makes of them without rounding. */
const SCRIPT = `
import json, random
from decimal import Decimal, getcontext
random.seed(20)
getcontext().prec = 1000
def any_number(digits=38):
    count = random.choice([1, 2, 5, 20, digits])
    text = "".join(random.choice("0123456789") for _ in range(random.randint(1, count)))
    point = random.randint(0, len(text))
    if random.random() < 0.5: text = text[:point] + "." + text[point:]
    scale = random.choice([0, 3, 20, 90, 130])
    exponent = "" if scale == 0 else random.choice("eE") + random.choice(["", "+"]) + str(random.randint(0, scale))
    if scale and random.random() < 0.5: exponent = "e-" + str(random.randint(0, scale))
    return random.choice(["", "-", "+"]) + text + exponent
def shown(number):
    if number == 0:  # its last digit counts as if it were 1
        exponent = number.as_tuple().exponent
        return "overflow" if exponent > 125 else "underflow" if exponent < -130 else "0"
    number = number.normalize()
    if len(number.as_tuple().digits) > 38: return "precision"
    if number.adjusted() > 125: return "overflow"
    if number.adjusted() < -130: return "underflow"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
def computed(number):
    text = "0" if number == 0 else shown(number)
    return "overflow" if text == "precision" else text
def valid():
    while True:
        text = any_number()
        if shown(Decimal(text))[-1].isdigit(): return text
def pair(a, b):
    x, y = Decimal(a), Decimal(b)
    return [a, b, computed(x + y), computed(x - y), (x > y) - (x < y)]
def near(a):
    x = Decimal(a)
    step = Decimal((0, (1,), max(x.adjusted() - random.randint(0, 37), -130)))
    y = x + random.choice([-1, 0, 1]) * step
    return format(y, "e") if shown(y)[-1].isdigit() else a
def edge():
    return f"{random.choice(['', '-'])}{random.randint(1, 9)}.{random.randint(0, 9)}e{random.choice(['125', '-130'])}"
texts = [[t, shown(Decimal(t))] for t in (any_number(60) for _ in range(2000))]
pairs = [pair(valid(), valid()) for _ in range(2000)] + [pair(a, near(a)) for a in (valid() for _ in range(2000))]
pairs += [pair(edge(), edge()) for _ in range(200)]
print(json.dumps([texts, pairs]))
`;
const [texts, pairs] = JSON.parse(execFileSync("python3", ["-c", SCRIPT], { encoding: "utf8", maxBuffer: 1 << 26 })) as [Text[], Pair[]];

const FAULTS: Record<string, string> = {
  overflow: "Number overflow. Attempting to store a number with magnitude larger than supported range",
  underflow: "Number underflow. Attempting to store a number with magnitude smaller than supported range",
  precision: "Attempting to store more than 38 significant digits in a Number",
};

const Key = { id: { S: "a" } };

async function numberTable() {
  const engine = await createEngine();
  const call = (operation: string, body: object) => {
    const request = JSON.stringify({ TableName: "numbers", ...body });
    const answer = engine.handle({ region: "us-east-1", target: `DynamoDB_20120810.${operation}`, body: request });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  call("CreateTable", {
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const put = (N: string) => call("PutItem", { Item: { ...Key, n: { N } } });
  return { call, put };
}

test("a number's text and errors match Python's decimal", async () => {
  const { call, put } = await numberTable();
  const seen = new Set<string>();
  for (const [written, text] of texts) {
    const { status, body } = put(written);
    const got = status === 200 ? call("GetItem", { Key }).body.Item.n.N : body.message.replace("1 validation error detected: ", "");
    assert.equal(got, FAULTS[text] ?? text, written);
    seen.add(FAULTS[text] ?? "number");
  }
  assert.equal(seen.size, 4);
});

test("sums and differences match Python's decimal", async () => {
  const { call, put } = await numberTable();
  const seen = new Set<string>();
  for (const [a, b, sum, difference] of pairs) {
    for (const [UpdateExpression, wanted] of [
      ["ADD n :b", sum],
      ["SET n = n + :b", sum],
      ["SET n = n - :b", difference],
    ] as const) {
      assert.equal(put(a).status, 200, a);
      const ExpressionAttributeValues = { ":b": { N: b } };
      const { status, body } = call("UpdateItem", { Key, UpdateExpression, ExpressionAttributeValues, ReturnValues: "UPDATED_NEW" });
      assert.equal(status === 200 ? body.Attributes.n.N : body.message, FAULTS[wanted] ?? wanted, `${UpdateExpression}: ${a}, ${b}`);
      seen.add(FAULTS[wanted] ?? "number");
    }
  }
  assert.equal(seen.size, 3);
});

test("the order of numbers matches Python's decimal", async () => {
  const { call, put } = await numberTable();
  for (const [a, b, , , order] of pairs) {
    assert.equal(put(a).status, 200, a);
    const is = (ConditionExpression: string) =>
      call("PutItem", { Item: { ...Key, n: { N: a } }, ConditionExpression, ExpressionAttributeValues: { ":b": { N: b } } }).status === 200;
    assert.deepEqual([is("n < :b"), is("n = :b"), is("n > :b")], [order < 0, order === 0, order > 0], `${a}, ${b}`);
  }
});
