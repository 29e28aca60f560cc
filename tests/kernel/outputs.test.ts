import assert from "node:assert/strict";
import { test } from "node:test";
import type { IOutput } from "@jupyterlab/nbformat";
import { appendOutputs, HEAD, TAIL } from "../../web/model/output-log.ts";
import { omissionOf } from "../../web/model/outputs.ts";
import { TestKernel } from "./notebook-kernel.ts";

const LARGEST_BATCH = HEAD.outputs + 1 + TAIL.outputs;
const textOf = (output: IOutput): string =>
  String(output.text ?? (output.data as Record<string, unknown> | undefined)?.["text/plain"] ?? "");
const charactersOf = (outputs: readonly IOutput[]): number =>
  outputs.reduce((sum, output) => sum + (omissionOf(output)?.characters ?? textOf(output).length), 0);

const batchesOf = (tested: TestKernel) => tested.events.flatMap((event) => (event.type === "outputs" ? [event.outputs] : []));

const FLOODS = [
  ["javascript", "for (let n = 0; n < 300_000; n++) { console.log(n % 10); console.error(n % 10); }", 1_200_000],
  ["javascript", "for (let n = 0; n < 300_000; n++) console.log('x'.repeat(99))", 30_000_000],
  ["python", "import sys\nfor n in range(20_000):\n  print('a')\n  print('b', file=sys.stderr)", 80_000],
  ["python", "for n in range(20_000): display(1)", 20_000],
] as const;

test("a loop that never yields sends few batches of bounded size, and says what it left out", async () => {
  for (const [language, source, characters] of FLOODS) {
    const tested = await TestKernel.start();
    const ran = await tested[language](source);
    const batches = batchesOf(tested);
    assert.equal(ran.status, "ok");
    assert.ok(batches.length < 1_500, `${batches.length} batches of ${source}`);
    assert.ok(batches.every((outputs) => outputs.length <= LARGEST_BATCH));
    assert.ok(batches.every((outputs) => outputs.reduce((sum, output) => sum + textOf(output).length, 0) < 2 * (HEAD.size + TAIL.size)));
    assert.equal(charactersOf(ran.outputs), characters, source);
    const kept = appendOutputs([], ran.outputs);
    assert.ok(kept.length <= LARGEST_BATCH);
    assert.equal(charactersOf(kept), characters, source);
    await tested.kernel.dispose();
  }
});

test("a cell that hangs has shown what it printed before", async () => {
  const tested = await TestKernel.start();
  let seen: string[] = [];
  Object.assign(globalThis, { look: () => (seen = batchesOf(tested).flat().map(textOf)) });
  await tested.javascript("console.log('one'); console.error('two'); console.log('three'); globalThis.look();");
  assert.deepEqual(seen, ["one\n", "two\n", "three\n"]);
  await tested.kernel.dispose();
});

test("more text than a JavaScript string can hold is printed, its middle left out", async () => {
  const tested = await TestKernel.start();
  const ran = await tested.python("print('x' * 600_000_000)\nprint('end')");
  assert.equal(ran.status, "ok");
  assert.equal(charactersOf(ran.outputs), 600_000_005);
  assert.ok(ran.outputs.map(textOf).join("").endsWith("x\nend\n")); // in one output, or in two on a busy machine
  await tested.kernel.dispose();
});

test("the clock is reported several times a second, not at each of many sleeps", async () => {
  const tested = await TestKernel.start();
  await tested.python("import time\nfor n in range(20_000): time.sleep(1)");
  const times = tested.events.flatMap((event) => (event.type === "clock" ? [event.now] : []));
  assert.ok(times.length > 0 && times.length < 1_000, `${times.length} reports`);
  assert.ok(Math.abs((times.at(-1) as number) - (await tested.kernel.now())) < 10_000, "the last one is the latest time");
  await tested.kernel.dispose();
});

test("a value whose HTML is too large or whose JSON is too deep says so", async () => {
  const tested = await TestKernel.start();
  const large = await tested.python(
    "class Large:\n  def _repr_html_(self): return 'x' * 20_000_000\n  def __repr__(self): return 'large'\nLarge()",
  );
  assert.equal(large.text, "large\n[text/html of 20 MB left out: at most 16 MB are shown]");
  assert.equal(large.result?.["text/html"], undefined);
  const deep = await tested.python(
    "class Deep:\n  def _repr_json_(self):\n    value = 1\n    for n in range(3_000): value = [value]\n    return value\nDeep()",
  );
  assert.match(deep.text ?? "", /Deep object.*\n\[application\/json of more than 200 levels left out\]$/);
  await tested.kernel.dispose();
});
