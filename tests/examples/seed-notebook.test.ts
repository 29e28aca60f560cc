import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { before, suite, test } from "node:test";
import { type RanCell, root, runNotebook } from "./run-notebook.ts";

const file = join(root, "../shared/seed/introduction-to-dynamodb.ipynb");

/** A notebook written for AWS, not for Shardbook. It is not part of the repository. */
suite("a notebook written for AWS", { skip: !existsSync(file) && `${file} is not there` }, () => {
  let cells: RanCell[];
  before(async () => {
    cells = await runNotebook(file);
  });

  test("every cell runs", () => {
    assert.ok(cells.length > 20);
    for (const { text } of cells) assert.doesNotMatch(text, /Error\b/);
  });

  test("a query finds the author's four books", () => {
    assert.match(cells[11]?.text ?? "", /^Query Results\nCount: 4\nScanned: 4\n/);
  });

  test("four shards reach the polling limit, one is closed", () => {
    const polled = cells.at(-2)?.text ?? "";
    assert.equal(polled.match(/reached polling limit/g)?.length, 4);
    assert.equal(polled.match(/Shard is closed/g)?.length, 1);
  });

  test("the table is deleted", () => {
    assert.match(cells.at(-1)?.text ?? "", /Table deleted!\n$/);
  });
});
