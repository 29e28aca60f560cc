import assert from "node:assert/strict";
import { test } from "node:test";
import type { IOutput } from "@jupyterlab/nbformat";
import { NotebookError, parseNotebook, toNbformat } from "../../web/model/nbformat.ts";
import { addCell, cellNumbers, deleteCell, editCell, moveCell, setLanguage, titleOf, updateCell } from "../../web/model/notebook.ts";
import { stripAnsi } from "../../web/model/outputs.ts";

const file = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "python3", display_name: "Python 3" } },
  cells: [
    { id: "intro", cell_type: "markdown", metadata: {}, source: ["# Books\n", "Text."] },
    { id: "one", cell_type: "code", metadata: { tags: ["x"] }, source: "a = 1\na", outputs: [], execution_count: 3 },
    {
      id: "two",
      cell_type: "code",
      metadata: { shardbook: { language: "javascript" } },
      source: ["1"],
      outputs: [],
      execution_count: null,
    },
  ],
};
const stream = (name: string, text: string | string[]): IOutput => ({ output_type: "stream", name, text });

test("source may be one string or a list of lines", () => {
  assert.deepEqual(
    parseNotebook(file).cells.map(({ source }) => source),
    ["# Books\nText.", "a = 1\na", "1"],
  );
});

test("a cell's language is Python unless its metadata says JavaScript", () => {
  const languages = parseNotebook(JSON.stringify(file)).cells.map((cell) => cell.type === "code" && cell.language);
  assert.deepEqual(languages, [false, "python", "javascript"]);
});

test("missing, repeated and malformed ids are replaced", () => {
  const cells = [{}, { id: "a" }, { id: "a" }, { id: "not valid!" }].map((cell) => ({
    ...cell,
    cell_type: "code",
    metadata: {},
    source: "",
    outputs: [],
  }));
  const ids = parseNotebook({ ...file, cells }).cells.map(({ id }) => id);
  assert.equal(new Set(ids).size, 4);
  assert.ok(ids.includes("a"));
});

test("writing what was read gives the same notebook, with source as lines", () => {
  const written = toNbformat(parseNotebook(file));
  assert.deepEqual(toNbformat(parseNotebook(written)), written);
  assert.deepEqual(written.cells[1], { ...file.cells[1], source: ["a = 1\n", "a"] });
  assert.deepEqual(written.metadata, file.metadata);
});

test("an invalid notebook is refused with the reason", () => {
  const refused = (input: unknown, reason: RegExp) =>
    assert.throws(
      () => parseNotebook(input),
      (error) => error instanceof NotebookError && reason.test(error.message),
    );
  refused("{", /not JSON/);
  refused([], /no nbformat number/);
  refused({ nbformat: 3, worksheets: [] }, /format 3/);
  refused({ nbformat: 4 }, /list of cells/);
  refused({ nbformat: 4, cells: [{ cell_type: "heading" }] }, /"heading"/);
});

test("an edit makes everything run from there on stale, and keeps its outputs", () => {
  const ran = updateCell(updateCell(parseNotebook(file), "one", { status: "ok", outputs: [stream("stdout", "1")] }), "two", {
    status: "error",
  });
  const edited = editCell(ran, 1, "a = 2");
  const [, one, two] = edited.cells;
  assert.deepEqual(one?.type === "code" && [one.source, one.status, one.outputs.length], ["a = 2", "stale", 1]);
  assert.deepEqual(two?.type === "code" && [two.status, two.staleBecause], ["stale", "one"]);
  assert.equal(editCell(edited, 1, "a = 2"), edited);
  assert.equal(edited.cells[0], ran.cells[0]);
});

test("cells are added, moved and deleted without touching the others", () => {
  const before = parseNotebook(file);
  const added = addCell(before, 1, "code", "javascript");
  assert.deepEqual(
    added.cells.map(({ id }) => id),
    ["intro", "cell-4", "one", "two"],
  );
  assert.deepEqual(
    moveCell(added, 1, 3).cells.map(({ id }) => id),
    ["intro", "one", "two", "cell-4"],
  );
  assert.deepEqual(deleteCell(added, 1).cells, before.cells);
  assert.equal(moveCell(before, 0, 9), before);
});

test("the chosen language is written", () => {
  const written = toNbformat(setLanguage(parseNotebook(file), 1, "javascript"));
  assert.deepEqual(written.cells[1]?.metadata, { tags: ["x"], shardbook: { language: "javascript" } });
});

test("the title comes from the metadata, otherwise from the first heading", () => {
  assert.equal(titleOf(parseNotebook(file)), "Books");
  assert.equal(titleOf(parseNotebook({ ...file, metadata: { title: "Shelf" } })), "Shelf");
  assert.equal(titleOf(parseNotebook({ ...file, cells: [] })), "Untitled notebook");
  const headed = (source: string) => titleOf(parseNotebook({ ...file, cells: [{ cell_type: "markdown", metadata: {}, source }] }));
  assert.equal(headed("text\n##  C# and F# ## \n# Later"), "C# and F#");
  assert.equal(headed("# ##"), "##");
  const long = `a${" ".repeat(1_000_000)}b`; // took half an hour
  assert.equal(headed(`# ${long}`), long);
});

test("code cells have their own numbering", () => {
  assert.deepEqual(
    [...cellNumbers(parseNotebook(file))],
    [
      ["one", 1],
      ["two", 2],
    ],
  );
});

test("terminal colours are removed", () => {
  assert.equal(stripAnsi("\u001b[0;31mNameError\u001b[0m: \u001b]8;;x\u0007name"), "NameError: name");
  assert.equal(stripAnsi("\u001b]".repeat(500_000)), ""); // took minutes
});
