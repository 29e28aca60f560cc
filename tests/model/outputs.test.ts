import assert from "node:assert/strict";
import { test } from "node:test";
import type { IOutput } from "@jupyterlab/nbformat";
import { appendOutputs, HEAD, OutputLog, TAIL } from "../../web/model/output-log.ts";
import { omissionOf, omissionText, outputSize } from "../../web/model/outputs.ts";

const stream = (name: string, text: string): IOutput => ({ output_type: "stream", name, text });
const display = (data: Record<string, unknown>): IOutput => ({ output_type: "display_data", data: data as never, metadata: {} });
const plain = (text: string): IOutput => display({ "text/plain": text });
const textOf = (output: IOutput | undefined): string => String(output?.text ?? (output?.data as Record<string, unknown>)?.["text/plain"]);
const left = (outputs: readonly IOutput[]) => outputs.flatMap((output) => omissionOf(output) ?? []);

test("consecutive stream outputs with the same name are joined", () => {
  const outputs = appendOutputs([], [stream("stdout", "a\n"), stream("stdout", "b\n"), stream("stderr", "c\n"), stream("stdout", "d\n")]);
  assert.deepEqual(outputs, [stream("stdout", "a\nb\n"), stream("stderr", "c\n"), stream("stdout", "d\n")]);
  assert.deepEqual(appendOutputs([], [plain("1"), stream("stdout", "a"), plain("2")]), [plain("1"), stream("stdout", "a"), plain("2")]);
});

test("of many outputs the first and the latest are kept, and the number of the others", () => {
  const count = 5_000;
  const kinds: Record<string, (at: number) => IOutput> = {
    display: (at) => plain(`${at}`),
    HTML: (at) => display({ "text/html": `<b>${at}</b>`, "text/plain": `${at}` }),
    "stdout and stderr in turn": (at) => stream(at % 2 ? "stderr" : "stdout", `${at}`),
    errors: (at) => ({ output_type: "error", ename: "E", evalue: "", traceback: [], text: `${at}` }),
  };
  for (const [kind, output] of Object.entries(kinds)) {
    const all = Array.from({ length: count }, (_, at) => output(at));
    const kept = appendOutputs([], all);
    assert.equal(kept.length, HEAD.outputs + 1 + TAIL.outputs, kind);
    assert.deepEqual(kept.slice(0, HEAD.outputs), all.slice(0, HEAD.outputs), kind);
    assert.deepEqual(kept.slice(-TAIL.outputs), all.slice(-TAIL.outputs), kind);
    assert.equal(left(kept)[0]?.outputs, count - HEAD.outputs - TAIL.outputs, kind);
  }
});

test("of long text the beginning and the end are kept, and the number of the other characters", () => {
  const lines = Array.from({ length: 300_000 }, (_, at) => `${at}\n`);
  const all = lines.join("");
  const kept = appendOutputs(
    [],
    lines.map((line) => stream("stdout", line)),
  );
  const [head, , tail] = kept;
  assert.equal(kept.length, 3);
  assert.ok(all.startsWith(textOf(head)) && textOf(head).endsWith("\n"), "the beginning ends with a line");
  assert.ok(textOf(head).length > HEAD.size - 10 && textOf(head).length <= HEAD.size);
  assert.ok(all.endsWith(`\n${textOf(tail)}`), "the end begins with a line");
  assert.ok(textOf(tail).length <= TAIL.size && textOf(tail).length > TAIL.size / 2);
  assert.deepEqual(left(kept), [{ outputs: 0, characters: all.length - textOf(head).length - textOf(tail).length }]);
});

test("one text of any length is cut without dividing a character", () => {
  const kept = appendOutputs([], [stream("stdout", `x${"🙂".repeat(2_000_000)}`)]);
  assert.ok(kept.every((output) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(textOf(output))));
  const total = kept.reduce((sum, output) => sum + (omissionOf(output)?.characters ?? textOf(output).length), 0);
  assert.equal(total, 4_000_001);
});

test("the latest output stays whole, however large, and a large one does not push out others of the beginning", () => {
  const large = display({ "image/png": "A".repeat(5_000_000) });
  assert.deepEqual(appendOutputs([], [plain("a"), large, plain("b")]), [plain("a"), large, plain("b")]);
  const many = Array.from({ length: 40 }, (_, at) => display({ "image/png": "A".repeat(1_000_000), "text/plain": `${at}` }));
  const kept = appendOutputs([], many);
  assert.equal(textOf(kept.at(-1)), "39");
  assert.ok(kept.reduce((sum, output) => sum + outputSize(output), 0) < 2 * (HEAD.size + TAIL.size));
});

test("a log sent in parts adds up to the same", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 30; round++) {
    const all = Array.from({ length: 3_000 }, (_, at) =>
      random(3) === 0 ? plain(`${at}`) : stream(random(2) ? "stdout" : "stderr", `${at} `.repeat(1 + random(300))),
    );
    let page: readonly IOutput[] = [];
    for (let at = 0; at < all.length; ) {
      const part = new OutputLog();
      for (const end = at + 1 + random(2_500); at < end && at < all.length; at++) part.add(all[at] as IOutput);
      page = appendOutputs(page, part.list());
    }
    const characters = all.reduce((sum, output) => sum + textOf(output).length, 0);
    const kept = page.reduce((sum, output) => sum + (omissionOf(output)?.characters ?? textOf(output).length), 0);
    assert.equal(kept, characters);
    assert.equal(left(page).length, 1);
    assert.ok(textOf(all.at(-1)).endsWith(textOf(page.at(-1)).slice(-5)));
  }
});

test("what was left out is told in words, and read again from a saved notebook", () => {
  assert.equal(omissionText({ outputs: 3_141, characters: 18_000_000 }), "3,141 outputs (18 MB) left out");
  assert.equal(omissionText({ outputs: 0, characters: 1_234_567 }), "1.2 MB left out");
  const kept = appendOutputs(
    [],
    Array.from({ length: 2_000 }, (_, at) => plain(`${at}`)),
  );
  const saved = JSON.parse(JSON.stringify(kept)) as IOutput[];
  assert.equal(left(appendOutputs(saved, [plain("more")]))[0]?.outputs, 1_001);
  const hostile = { output_type: "display_data", data: {}, metadata: { shardbook: { omitted: "x" } } };
  assert.equal(omissionOf(hostile), undefined);
});

test("the size of an output of any depth is found", () => {
  let deep: unknown = "x";
  for (let depth = 0; depth < 200_000; depth++) deep = [deep];
  assert.equal(outputSize(display({ "application/json": deep })), 1);
});
