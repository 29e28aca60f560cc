import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../random.ts";
import { expressionEngine, refusalIn } from "./expression-engine.ts";
import { holds, readCondition } from "./naive-condition.ts";
import { Refusal } from "./naive-parser.ts";
import type { Item } from "./naive-value.ts";
import { placeholdersIn, RandomExpressions } from "./random-expressions.ts";

const EXPRESSIONS = 20_000;
const ITEMS = 4;

function expected(text: string, item: Item): string {
  const placeholders = placeholdersIn(text);
  try {
    return String(holds(readCondition(text, placeholders), item, placeholders.values));
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusalIn(refusal.message);
    throw refusal;
  }
}

test(`${EXPRESSIONS} random conditions hold, fail or are refused according to a plain reading of the grammar`, async () => {
  const { call, placeholders } = await expressionEngine();
  const random = randomFrom(7);
  const expressions = new RandomExpressions(random);
  const outcomes = new Map<string, number>();
  const key = { pk: { S: "a" } };
  for (let i = 0; i < EXPRESSIONS; ) {
    const item = { ...expressions.item(), ...key };
    assert.equal(call("PutItem", { Item: item }).status, 200);
    for (let n = 0; n < ITEMS; n++, i++) {
      const whole = expressions.condition();
      const text = random(4) === 0 ? expressions.spoilt(whole) : whole;
      const { status, body } = call("PutItem", { Item: item, ConditionExpression: text, ...placeholders(text) });
      const failed = body.__type?.endsWith("#ConditionalCheckFailedException");
      const outcome = status === 200 ? "true" : failed ? "false" : refusalIn(body.message as string);
      assert.equal(outcome, expected(text, item), `${text}\n${JSON.stringify(item)}`);
      const kind = outcome.split(";")[0] as string;
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    }
  }
  for (const kind of ["true", "false"]) assert.ok((outcomes.get(kind) ?? 0) > EXPRESSIONS / 10, `${kind}: ${outcomes.get(kind)}`);
  assert.ok(outcomes.size >= 14, [...outcomes.keys()].join("\n"));
});
