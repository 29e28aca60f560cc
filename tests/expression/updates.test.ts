import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../random.ts";
import { expressionEngine, refusalIn } from "./expression-engine.ts";
import { type Action, Refusal } from "./naive-parser.ts";
import { applied, readUpdate } from "./naive-update.ts";
import { type Item, parts, type Step, storedItem } from "./naive-value.ts";
import { placeholdersIn, RandomExpressions } from "./random-expressions.ts";

const EXPRESSIONS = 20_000;

const pathsOf = (actions: Action[]): Step[][] => actions.map(({ path }) => path);

const KEY = { pk: { S: "a" } };

type Outcome = { after: Item | undefined; updatedOld: Item; updatedNew: Item };

function expected(text: string, before: Item | undefined): Outcome | string {
  const placeholders = placeholdersIn(text);
  try {
    const actions = readUpdate(text, placeholders);
    const after = applied(actions, before, KEY, placeholders.values);
    return { after, updatedOld: parts(before ?? {}, pathsOf(actions)), updatedNew: parts(after ?? {}, pathsOf(actions)) };
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
  for (let i = 0; i < EXPRESSIONS; i++) {
    const item = random(8) === 0 ? undefined : { ...expressions.item(), ...KEY };
    assert.equal((item ? call("PutItem", { Item: item }) : call("DeleteItem", { Key: KEY })).status, 200);
    const before = item && storedItem(item);
    const whole = expressions.update();
    const text = random(5) === 0 ? expressions.spoilt(whole) : whole;
    const ReturnValues = expressions.pick(["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"] as const);
    const { status, body } = call("UpdateItem", { Key: KEY, UpdateExpression: text, ReturnValues, ...placeholders(text) });
    const said = `${text}\n${JSON.stringify(before)}`;
    const wanted = expected(text, before);
    const stored = call("GetItem", { Key: KEY }).body.Item;
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
