import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestKernel } from "./notebook-kernel.ts";

let kernel: TestKernel;
before(async () => {
  kernel = await TestKernel.start({ python: "eager" });
});
after(() => kernel.kernel.dispose());

test("names persist from cell to cell", async () => {
  await kernel.python("count = 2");
  assert.equal((await kernel.python("count + 1")).text, "3");
  assert.equal((await kernel.python("_ * 2")).text, "6");
});

test("None and a trailing semicolon show nothing", async () => {
  assert.deepEqual((await kernel.python("None")).outputs, []);
  assert.deepEqual((await kernel.python("1 + 1;")).outputs, []);
});

test("printed text comes before the value, with stderr separate", async () => {
  const { outputs } = await kernel.python("import sys\nprint('one')\nprint('two', file=sys.stderr)\n3");
  assert.deepEqual(
    outputs.map(({ output_type, name }) => name ?? output_type),
    ["stdout", "stderr", "execute_result"],
  );
});

test("sets are sorted, Binary is bytes, Decimal is as typed, response metadata is left out", async () => {
  const source = `from boto3.dynamodb.types import Binary
from decimal import Decimal
{"ResponseMetadata": {"HTTPStatusCode": 200}, "Item": {"s": {"b", "a"}, "n": {Decimal("10"), Decimal("9")}, "b": Binary(b"x")}}`;
  const { text } = await kernel.python(source);
  assert.equal(text, "{'Item': {'s': {'a', 'b'}, 'n': {Decimal('9'), Decimal('10')}, 'b': b'x'}}");
});

test("a list that contains itself is shown", async () => {
  assert.match((await kernel.python("loop = []\nloop.append(loop)\nloop")).text ?? "", /Recursion/);
});

test("a value's own HTML is shown along with its text, and display shows values in between", async () => {
  const { result, outputs } = await kernel.python("class Page:\n  def _repr_html_(self): return '<b>1</b>'\ndisplay(Page())\nPage()");
  assert.equal(result?.["text/html"], "<b>1</b>");
  assert.deepEqual(
    outputs.map((each) => each.output_type),
    ["display_data", "execute_result"],
  );
});

test("a traceback contains only frames of cells, across cells and causes", async () => {
  const { python } = { python: (source: string) => kernel.python(source) };
  await python("import json\ndef read(text):\n  return json.loads(text)");
  const { error, traceback } = await python("try:\n  read('{')\nexcept ValueError as e:\n  raise RuntimeError('no') from e");
  assert.equal(error.ename, "RuntimeError");
  assert.equal(error.evalue, "no");
  const files = [...traceback.matchAll(/File "([^"]+)"/g)].map(([, file]) => file);
  assert.ok(files.length >= 3 && files.every((file) => file?.startsWith("<cell ")), traceback);
  assert.match(traceback, /return json\.loads\(text\)/);
});

test("a syntax error names the line", async () => {
  const { error, traceback } = await kernel.python("x = 1\ny = = 2");
  assert.equal(error.ename, "SyntaxError");
  assert.match(traceback, /line 2\n\s+y = = 2/);
});

test("SystemExit ends the cell, not the kernel", async () => {
  assert.equal((await kernel.python("raise SystemExit(1)")).error.ename, "SystemExit");
  assert.equal((await kernel.python("1")).text, "1");
});

test("sleeping moves the clock instead of waiting", async () => {
  const started = performance.now();
  const { text } = await kernel.python(`import asyncio, datetime, time
t, d = time.time(), datetime.datetime.now()
time.sleep(3600)
await asyncio.sleep(3600)
time.time() - t >= 7200, (datetime.datetime.now() - d).seconds >= 7200`);
  assert.equal(text, "(True, True)");
  assert.ok(performance.now() - started < 5000);
  assert.ok(kernel.events.some((event) => event.type === "clock"));
});

test("a sleep that Python refuses is refused, and the clock stays", async () => {
  await kernel.python("import time\nbefore = time.time()");
  for (const [seconds, error] of [
    ["-1", "ValueError: sleep length must be non-negative"],
    ["float('nan')", "ValueError: Invalid value NaN (not a number)"],
    ["float('inf')", "OverflowError: timestamp too large to convert to C PyTime_t"],
    ["1e12", "OverflowError: timestamp too large to convert to C PyTime_t"],
  ]) {
    const { ename, evalue } = (await kernel.python(`time.sleep(${seconds})`)).error;
    assert.equal(`${ename}: ${evalue}`, error);
  }
  assert.equal((await kernel.python("time.time() - before < 600")).text, "True");
});

test("files beside the notebook can be opened", async () => {
  await kernel.kernel.writeFiles({ "data/books.json": new TextEncoder().encode('[{"é": 1}]') });
  assert.equal((await kernel.python("import json\njson.load(open('data/books.json'))")).text, "[{'é': 1}]");
});

test("attributes named like members of JavaScript's Object are shown", async () => {
  const { text } = await kernel.python(`import boto3
odd = boto3.resource("dynamodb").create_table(TableName="odd", BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "__proto__", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "__proto__", "AttributeType": "S"}])
item = {"__proto__": "1", "constructor": "McLaren", "toString": {"__proto__": "x"}}
odd.put_item(Item=item)
found = odd.get_item(Key={"__proto__": "1"})["Item"]
[found == item, sorted(found)]`);
  assert.equal(text, "[True, ['__proto__', 'constructor', 'toString']]");
});

test("input gets no answer", async () => {
  assert.equal((await kernel.python("input()")).error.ename, "EOFError");
});
