import assert from "node:assert/strict";
import { test } from "node:test";
import { expressionEngine, refusalIn } from "./expression-engine.ts";
import { type Action, Refusal } from "./naive-parser.ts";
import { applied, readUpdate } from "./naive-update.ts";
import { type Item, parts, type Step } from "./naive-value.ts";
import { placeholdersIn, RandomExpressions, randomFrom } from "./random-expressions.ts";

const EXPRESSIONS = 20_000;

const pathsOf = (actions: Action[]): Step[][] => actions.map(({ path }) => path);

type Outcome = { after: Item; updatedOld: Item; updatedNew: Item };

function expected(text: string, before: Item): Outcome | string {
  const placeholders = placeholdersIn(text);
  try {
    const actions = readUpdate(text, placeholders);
    const writes = actions.filter(({ section }) => section !== "REMOVE");
    return {
      after: applied(actions, before, placeholders.values),
      updatedOld: parts(before, pathsOf(actions)),
      updatedNew: parts(applied(writes, before, placeholders.values), pathsOf(writes)),
    };
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusalIn(refusal.message);
    throw refusal;
  }
}

test(`${EXPRESSIONS} random updates change items, or are refused, according to a plain reading of the grammar`, async () => {
  const { call, placeholders } = await expressionEngine();
  const random = randomFrom(11);
  const expressions = new RandomExpressions(random);
  const outcomes = new Map<string, number>();
  const key = { pk: { S: "a" } };
  for (let i = 0; i < EXPRESSIONS; i++) {
    const before = { ...expressions.item(), ...key };
    assert.equal(call("PutItem", { Item: before }).status, 200);
    const whole = expressions.update();
    const text = random(5) === 0 ? expressions.spoilt(whole) : whole;
    const ReturnValues = expressions.pick(["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"] as const);
    const { status, body } = call("UpdateItem", { Key: key, UpdateExpression: text, ReturnValues, ...placeholders(text) });
    const said = `${text}\n${JSON.stringify(before)}`;
    const wanted = expected(text, before);
    const stored = call("GetItem", { Key: key }).body.Item;
    const kind = typeof wanted === "string" ? (wanted.split(";")[0] as string) : ReturnValues;
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    if (typeof wanted === "string") {
      assert.equal(status === 200 ? JSON.stringify(stored) : refusalIn(body.message as string), wanted, said);
      assert.deepEqual(stored, before, said);
      continue;
    }
    assert.equal(status, 200, `${said}\n${body.message}`);
    assert.deepEqual(stored, wanted.after, said);
    const some = (item: Item) => (Object.keys(item).length > 0 ? item : undefined);
    const shown = {
      NONE: undefined,
      ALL_OLD: before,
      ALL_NEW: wanted.after,
      UPDATED_OLD: some(wanted.updatedOld),
      UPDATED_NEW: some(wanted.updatedNew),
    };
    assert.deepEqual(body.Attributes, shown[ReturnValues], `${ReturnValues} of ${said}`);
  }
  for (const kind of ["ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"])
    assert.ok((outcomes.get(kind) ?? 0) > EXPRESSIONS / 100, `${kind}: ${outcomes.get(kind)}`);
  assert.ok(outcomes.size >= 16, [...outcomes.keys()].join("\n"));
});
