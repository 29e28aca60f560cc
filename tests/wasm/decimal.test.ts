import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { createEngine } from "../../wasm/load.ts";

/** Pairs of numbers and what Python's decimal, at 38 digits, makes of their sum; null where that is not exact. */
const SCRIPT = `
import json, random
from decimal import Context, Decimal, Inexact, Overflow, Rounded
random.seed(20)
context = Context(prec=38, Emax=125, Emin=-130, traps=[Inexact, Overflow])
def any_number():
    digits = "".join(random.choice("0123456789") for _ in range(random.randint(1, 30)))
    return random.choice(["", "-"]) + digits + "e" + str(random.randint(-20, 20))
def text(number):
    shown = format(number, "f")
    if "." in shown: shown = shown.rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown
out = []
for _ in range(2000):
    a, b = any_number(), any_number()
    try: out.append([a, b, text(context.add(Decimal(a), Decimal(b)))])
    except (Inexact, Overflow): out.append([a, b, None])
print(json.dumps(out))
`;

test("sums are those of Python's decimal", async () => {
  const cases = JSON.parse(execFileSync("python3", ["-c", SCRIPT], { encoding: "utf8" })) as [string, string, string | null][];
  const engine = await createEngine();
  const call = (operation: string, body: object) => {
    const answer = engine.handle({ region: "us-east-2", target: `DynamoDB_20120810.${operation}`, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  const key = { AttributeName: "id", KeyType: "HASH" };
  const definition = { AttributeName: "id", AttributeType: "S" };
  call("CreateTable", { TableName: "sums", KeySchema: [key], AttributeDefinitions: [definition], BillingMode: "PAY_PER_REQUEST" });
  let exact = 0;
  for (const [a, b, sum] of cases) {
    const Key = { id: { S: "a" } };
    assert.equal(call("PutItem", { TableName: "sums", Item: { ...Key, n: { N: a } } }).status, 200);
    const ExpressionAttributeValues = { ":b": { N: b } };
    const update = { TableName: "sums", Key, UpdateExpression: "ADD n :b", ExpressionAttributeValues, ReturnValues: "UPDATED_NEW" };
    const { status, body } = call("UpdateItem", update);
    if (sum === null) assert.equal(status, 400, `${a} + ${b}`);
    else assert.equal(body.Attributes?.n.N, sum, `${a} + ${b}`);
    if (sum !== null) exact++;
  }
  assert.ok(exact > 500 && exact < 2000, `${exact} exact sums`);
});
