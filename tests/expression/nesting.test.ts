import assert from "node:assert/strict";
import { test } from "node:test";
import { expressionEngine } from "./expression-engine.ts";

const TOO_MANY = "The expression contains too many operators; operator count: 301";
const REDUNDANT = "The expression has redundant parentheses;";
const Key = { pk: { S: "a" } };

/** Wraps `core` in `before` and `after`, `levels` times. */
const nested = (levels: number, before: string, core: string, after: string) => before.repeat(levels) + core + after.repeat(levels);

test("a browser's small stack suffices for every condition of at most 300 operators", async () => {
  const { call, placeholders } = await expressionEngine();
  const outcome = (ConditionExpression: string) => {
    const { status, body } = call("PutItem", { Item: Key, ConditionExpression, ...placeholders(ConditionExpression) });
    return status === 200 ? "ok" : body.message?.replace("1 validation error detected: ", "").replace("Invalid ConditionExpression: ", "");
  };
  assert.equal(outcome(nested(299, "NOT ", "a=:s", "")), "ok");
  assert.equal(outcome(nested(298, "NOT(", "a<>:s", ")")), "ok");
  assert.equal(outcome(nested(149, "(pk<>:s AND ", "pk<>:s", ")")), "ok");
  assert.equal(outcome(nested(149, "(pk=:s OR NOT ", "pk=:s", ")")), TOO_MANY);
  assert.equal(outcome(nested(1000, "NOT ", "a=:s", "")), TOO_MANY);
  assert.equal(outcome(nested(400, "(a=:s OR ", "a=:s", ")")), TOO_MANY);
  assert.equal(outcome(nested(600, "size(", "a", ")")), TOO_MANY);
  assert.equal(outcome(nested(2000, "(", "a=:s", ")")), REDUNDANT);
  assert.match(outcome("(".repeat(4096)) ?? "", /^Syntax error; token: "<EOF>"/);
  assert.match(outcome(nested(10_000, "NOT(", "a=:s", ")")) ?? "", /^Expression size has exceeded the maximum allowed size/);
});

test("a browser's small stack suffices for every update of 4 KB", async () => {
  const { call, placeholders } = await expressionEngine();
  const outcome = (UpdateExpression: string) => {
    const { status, body } = call("UpdateItem", { Key, UpdateExpression, ReturnValues: "ALL_NEW", ...placeholders(UpdateExpression) });
    return status === 200
      ? body.Attributes
      : body.message?.replace("1 validation error detected: ", "").replace("Invalid UpdateExpression: ", "");
  };
  assert.deepEqual(outcome(`SET a=${nested(220, "if_not_exists(b,", ":s", ")")}`), { ...Key, a: { S: "ab" } });
  assert.equal(
    outcome(`SET l=${nested(220, "list_append(:l,", ":l", ")")}`),
    "The function is not allowed to be used this way in an expression; function: list_append",
  );
  assert.equal(outcome(`SET a=${nested(1000, "f(", ":s", ")")}`), TOO_MANY);
  assert.equal(outcome(`SET a=${nested(2000, "(", ":s", ")")}`), REDUNDANT);
  assert.equal(outcome(`SET a=:n+${nested(2000, "(", ":n", ")")}`), REDUNDANT);
  assert.equal(outcome(`REMOVE a${".b".repeat(1000)}`), "The document path has too many nesting levels; nesting levels: 1001");
  assert.equal(outcome(`REMOVE a${"[0]".repeat(1300)}`), "The document path has too many nesting levels; nesting levels: 1301");
});
