import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, suite, test } from "node:test";
import { examples, type RanCell, runNotebook, runNotebookTwice } from "./run-notebook.ts";

interface Book {
  Author: string;
  Title: string;
  Editions?: string[];
  Rating: number;
}

const books = JSON.parse(await readFile(join(examples, "books.json"), "utf8")) as Book[];

const WRITES_BY_HAND = [
  "INSERT  Ada Lovelace: Notes on the Analytical Engine",
  "INSERT  Mary Shelley: Frankenstein",
  "INSERT  Herman Melville: Moby-Dick",
  "MODIFY  Mary Shelley: Frankenstein",
  "MODIFY  Mary Shelley: Frankenstein",
  "INSERT  Victor Frankenstein: My Creature",
  "INSERT  The Creature: My Maker",
];
const WRITES = [...WRITES_BY_HAND, ...books.map(({ Author, Title }) => `INSERT  ${Author}: ${Title}`)];

for (const name of ["introduction-to-dynamodb.ipynb", "introduction-to-dynamodb.javascript.ipynb"]) {
  const file = join(examples, name);
  suite(name, () => {
    let shown: (id: string) => string;
    before(async () => {
      const texts = new Map((await runNotebook(file)).map(({ id, text }) => [id, text]));
      shown = (id) => texts.get(id) ?? assert.fail(`There is no cell ${id}`);
    });

    test("a query finds four titles by one author, in order", () => {
      assert.match(shown("query"), /^Count: 4\nScanned: 4\n/);
      assert.deepEqual(titles(shown("query")), ["Mrs Dalloway", "Orlando", "The Waves", "To the Lighthouse"]);
    });

    test("a filter shortens the response, not the read", () => {
      assert.match(shown("filter"), /^Count: 2\nScanned: 4\n/);
      assert.deepEqual(titles(shown("filter")), ["Mrs Dalloway", "Orlando"]);
    });

    test("a scan reads every item", () => {
      const best = books.filter(({ Editions, Rating }) => Editions?.includes("Audiobook") && Rating >= 5);
      assert.match(shown("scan"), new RegExp(`^Count: ${best.length}\nScanned: ${books.length + 3}\n`));
      assert.deepEqual(titles(shown("scan")).sort(), best.map(({ Title }) => Title).sort());
    });

    test("sets are returned as sets, whatever the script of the names", () => {
      assert.match(shown("get"), /'Gabriel García Márquez'[\s\S]*Editions'?: (Set\(3\) )?\{ ?'/);
    });

    test("the update of an outdated version fails", () => {
      assert.match(shown("locking"), /Version'?: (Decimal\(')?2/);
      assert.match(shown("late"), /^ConditionalCheckFailedException: The conditional request failed\n.*still 5\n$/);
    });

    test("the first read of the closed parent is empty but not the last", () => {
      assert.match(shown("read-once"), /^Records: 0\nHas a next iterator: true\n$/i);
      assert.equal(shown("print-records"), "No records in this read.\n");
    });

    test("one shard is closed, four are open", () => {
      const ends = shown("all-shards").match(/(open|closed) after \d+ reads/g);
      const open = "open after 20 reads";
      assert.deepEqual(ends, ["closed after 2 reads", open, open, open, open]);
    });

    test("the stream contains each write exactly once", () => {
      const records = shown("all-shards").match(/(?<=^ {2})(INSERT|MODIFY|REMOVE) .*$/gm);
      assert.deepEqual(records?.sort(), [...WRITES].sort());
      assert.match(shown("all-shards"), new RegExp(`Total: ${WRITES.length} records\n$`));
    });

    test("the table is gone, and the lesson runs again with the same result", async () => {
      assert.equal(shown("delete"), "The table is deleted.\n");
      const [first, second] = await runNotebookTwice(file, "books.json");
      assert.deepEqual(comparable(second), comparable(first));
    });
  });
}

/** Returns the titles of items as Python and JavaScript print them. */
function titles(text: string): string[] {
  return [...text.matchAll(/\bTitle'?: (['"])(.*?)\1/g)].map(([, , title]) => title as string);
}

/** Drops what differs between runs: ids of shards and streams, iterators, sequence numbers. */
function comparable(cells: RanCell[]): string[] {
  return cells.map(({ text }) => text.replace(/shardId-[\w-]+|'arn:[^']*'|\d{21,}/g, "…"));
}
