import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../random.ts";
import { expressionEngine, refusalIn } from "./expression-engine.ts";
import { named, refuseReserved } from "./naive-condition.ts";
import { NaiveParser, Refusal } from "./naive-parser.ts";
import { refuseOverlaps } from "./naive-update.ts";
import { type Item, parts, storedItem } from "./naive-value.ts";
import { placeholdersIn, RandomExpressions } from "./random-expressions.ts";

const EXPRESSIONS = 10_000;

function expected(text: string, item: Item): Item | string {
  try {
    const paths = new NaiveParser(text).projection();
    for (const path of paths) refuseReserved(path);
    const resolved = paths.map((path) => named(path, placeholdersIn(text)));
    refuseOverlaps(resolved);
    return parts(item, resolved);
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusalIn(refusal.message);
    throw refusal;
  }
}

test(`${EXPRESSIONS} random projections select parts of items according to a plain reading of the grammar`, async () => {
  const { call, placeholders } = await expressionEngine();
  const random = randomFrom(13);
  const expressions = new RandomExpressions(random);
  const key = { pk: { S: "a" } };
  let [taken, refused] = [0, 0];
  for (let i = 0; i < EXPRESSIONS; i++) {
    const item = { ...expressions.item(), ...key };
    assert.equal(call("PutItem", { Item: item }).status, 200);
    const whole = expressions.projection();
    const text = random(5) === 0 ? expressions.spoilt(whole) : whole;
    const { status, body } = call("GetItem", { Key: key, ProjectionExpression: text, ...placeholders(text) });
    assert.deepEqual(
      status === 200 ? body.Item : refusalIn(body.message as string),
      expected(text, storedItem(item)),
      `${text}\n${JSON.stringify(item)}`,
    );
    status === 200 ? taken++ : refused++;
  }
  assert.ok(taken > EXPRESSIONS / 4 && refused > EXPRESSIONS / 20, `${taken} taken, ${refused} refused`);
});
