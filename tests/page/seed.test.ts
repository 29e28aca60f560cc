import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { ICodeCell, INotebookContent, IOutput } from "@jupyterlab/nbformat";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";

const SEED = new URL("../../../shared/seed/", import.meta.url);
const EXAMPLES = new URL("../../examples/", import.meta.url);

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

function textOf(output: IOutput): string {
  const text = output.output_type === "stream" ? output.text : (output.data as Record<string, unknown> | undefined)?.["text/plain"];
  return Array.isArray(text) ? text.join("") : String(text ?? "");
}

function outputsOf(notebook: INotebookContent): string[] {
  return notebook.cells.filter((cell): cell is ICodeCell => cell.cell_type === "code").map(({ outputs }) => outputs.map(textOf).join("\n"));
}

/** Loads and runs the notebook twice in one visit; returns the outputs of both runs. */
async function runTwice(folder: URL, name: string): Promise<string[][]> {
  const { page, complaints } = await site.visit();
  const files = { "books.json": await readFile(new URL("books.json", folder), "utf8") };
  const notebook = await readFile(new URL(name, folder), "utf8");
  const runs = await book(page).evaluate(
    async (element: ShardBook, { notebook, files }) => {
      await element.load(notebook, { files });
      const runs = [];
      for (let run = 0; run < 2; run++) runs.push({ result: await element.runAll(), notebook: element.notebook });
      return runs;
    },
    { notebook, files },
  );
  for (const { result, notebook } of runs) assert.equal(result.ok, true, JSON.stringify(notebook.cells, null, 1));
  assert.deepEqual(complaints, []);
  await page.context().close();
  return runs.map(({ notebook }) => outputsOf(notebook));
}

test("the user's notebook runs unchanged, twice", { skip: !existsSync(SEED) }, async () => {
  const runs = await runTwice(SEED, "introduction-to-dynamodb.ipynb");
  for (const outputs of runs) {
    const all = outputs.join("\n");
    assert.match(all, /Table ready!/);
    assert.match(all, /Count: 4\nScanned: 4/);
    assert.match(all, /Exception Condition Triggered as expected/);
    assert.match(all, /Table deleted!/);
    const shards = outputs.find((text) => text.startsWith("Checking shardId-")) as string;
    assert.equal(shards.match(/No next iterator found\. Shard is closed\./g)?.length, 1);
    assert.equal(shards.match(/reached polling limit/g)?.length, 4);
    assert.equal(shards.match(/INSERT - /g)?.length, 29);
    assert.equal(shards.match(/MODIFY - /g)?.length, 2);
    const lines = shards.match(/(INSERT|MODIFY) - .*/g) as string[];
    const moby = lines.filter((line) => line.includes("Moby Dick")).map((line) => line.slice(0, 6));
    assert.deepEqual(moby, ["INSERT", "MODIFY", "MODIFY"]);
  }
});

test("our own lesson runs in the page, in Python and in JavaScript", async () => {
  for (const name of ["introduction-to-dynamodb.ipynb", "introduction-to-dynamodb.javascript.ipynb"]) {
    const [first, second] = await runTwice(EXAMPLES, name);
    assert.ok((first as string[]).length > 10);
    assert.equal((first as string[]).length, (second as string[]).length);
  }
});
