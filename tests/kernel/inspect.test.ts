import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect as nodeInspect } from "node:util";
import { inspect } from "../../web/kernel/inspect.ts";

class Point {
  x = 1;
}

const values: Record<string, unknown> = {
  "plain objects": { a: 1, "b-c": "it's", d: undefined, e: null, f: true },
  sets: new Set(["a", 1n]),
  maps: new Map<unknown, unknown>([["a", { b: 1 }]]),
  bytes: new Uint8Array([1, 2, 255]),
  dates: [new Date(0)],
  "nested lists": [[1, [2, []]], {}],
  instances: { p: new Point(), f: function named() {} },
  "a class": [Point],
  symbols: { [Symbol("s")]: -0 },
  "names that Object.prototype has": JSON.parse('{"__proto__":1,"constructor":"McLaren"}'),
  text: ["line\nbreak", 'say "hi"'],
};

for (const [name, value] of Object.entries(values)) {
  test(`${name} look as in Node`, () => assert.equal(inspect(value), nodeInspect(value)));
}

test("a value that contains itself is shown once", () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  assert.equal(inspect(loop), "{ self: [Circular] }");
});

test("a value that does not fit on a line gets a line for each part", () => {
  const book = { Author: "Mary Wollstonecraft Shelley", Title: "Frankenstein; or, The Modern Prometheus", Year: 1818 };
  const lines = [
    "{",
    "  Author: 'Mary Wollstonecraft Shelley',",
    "  Title: 'Frankenstein; or, The Modern Prometheus',",
    "  Year: 1818",
    "}",
  ];
  assert.equal(inspect(book), lines.join("\n"));
});

test("a value with more parts than any memory is shown in part", () => {
  let wide: unknown = 1;
  for (let depth = 0; depth < 8; depth++) wide = new Array(100).fill(wide);
  let text = inspect(wide);
  assert.ok(text.length < 100_000_000 && /\.\.\. \d+ more/.test(text));
  text = inspect(Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`key${at}`, at])));
  assert.ok(text.length < 10_000_000 && text.endsWith("...\n}"));
  assert.ok(inspect("x".repeat(10_000_000)).length < 3_000_000);
});
