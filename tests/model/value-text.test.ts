import assert from "node:assert/strict";
import { test } from "node:test";
import { hashPosition, rangeLabel } from "../../web/model/hash.ts";
import { compareSequenceNumbers } from "../../web/model/sequence-number.ts";
import { attributeOf, itemKey, keysOf, keyText, sameValue, setMembers, shortText, typedValue } from "../../web/model/value-text.ts";
import { part, WHOLE } from "./journal.ts";

test("a number keeps its text", () => {
  const long = "12345678901234567890123456789012345678";
  assert.equal(shortText({ N: long }), long);
  assert.equal(shortText({ N: "1.00" }), "1.00");
});

test("each of the ten types has a badge and a short text", () => {
  const texts = [
    [{ S: "a" }, "S", "a"],
    [{ N: "1" }, "N", "1"],
    [{ B: "aGVsbG8=" }, "B", "aGVsbG8= (5 B)"],
    [{ BOOL: false }, "BOOL", "false"],
    [{ NULL: true }, "NULL", "null"],
    [{ M: { a: { N: "1" }, b: { S: "x" } } }, "M", "{a: 1, b: x}"],
    [{ L: [{ N: "1" }, { S: "x" }] }, "L", "[1, x]"],
    [{ SS: ["a", "b"] }, "SS", "{a, b}"],
    [{ NS: ["1", "2"] }, "NS", "{1, 2}"],
    [{ BS: ["YQ=="] }, "BS", "{YQ== (1 B)}"],
  ] as const;
  for (const [value, type, text] of texts) {
    const attribute = structuredClone(value) as Parameters<typeof typedValue>[0];
    assert.deepEqual([typedValue(attribute).type, shortText(attribute)], [type, text]);
  }
});

test("long text is truncated, sets keep their members", () => {
  assert.equal(shortText({ S: "x".repeat(100) }, 10), "xxxxxxxxx…");
  assert.deepEqual(setMembers({ NS: ["1", "10"] }), ["1", "10"]);
  assert.equal(setMembers({ L: [] }), undefined);
});

test("a key is the same in whatever order its attributes come", () => {
  assert.equal(itemKey({ a: { S: "x" }, b: { N: "1" } }), itemKey({ b: { N: "1" }, a: { S: "x" } }));
  assert.equal(keyText({ Author: { S: "Jill" }, Year: { N: "1" } }), "Jill, 1");
  assert.ok(sameValue({ M: { a: { S: "x" }, b: { S: "y" } } }, { M: { b: { S: "y" }, a: { S: "x" } } }));
  assert.ok(!sameValue({ N: "1" }, { S: "1" }));
});

test("an attribute is the item's own, whatever its name", () => {
  const item = JSON.parse('{"pk":{"S":"1"},"__proto__":{"N":"2"},"hasOwnProperty":{"BOOL":true}}') as Parameters<typeof keysOf>[0];
  assert.deepEqual(attributeOf(item, "__proto__"), { N: "2" });
  assert.deepEqual(attributeOf(item, "hasOwnProperty"), { BOOL: true });
  for (const name of ["constructor", "toString", "__defineGetter__"]) assert.equal(attributeOf(item, name), undefined, name);
  const keys = ["__proto__", "constructor"].map((name, at) => ({ name, role: at === 0 ? "HASH" : "RANGE", type: "N" }) as const);
  assert.equal(itemKey(keysOf(item, keys)), '{"__proto__":{"N":"2"}}');
});

test("sequence numbers are compared as numbers", () => {
  const numbers = ["99", "100", "1000000000000000000001", "1000000000000000000000"];
  assert.deepEqual(numbers.toSorted(compareSequenceNumbers), ["99", "100", "1000000000000000000000", "1000000000000000000001"]);
});

test("a hash has a position, a range has a label", () => {
  assert.equal(hashPosition(`8${"0".repeat(15)}`), 0.5);
  assert.equal(rangeLabel(WHOLE), "00–FF");
  assert.equal(rangeLabel(part(1, 4)), "40–7F");
});
