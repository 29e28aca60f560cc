import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { examples, readNotebook } from "./run-notebook.ts";

for (const name of readdirSync(examples).filter((file) => file.endsWith(".ipynb"))) {
  test(`${name} is stored without outputs, and its cells have ids`, async () => {
    const { cells, nbformat_minor } = await readNotebook(join(examples, name));
    assert.equal(nbformat_minor, 5);
    assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length);
    for (const cell of cells) assert.deepEqual(cell.outputs ?? [], []);
  });
}
