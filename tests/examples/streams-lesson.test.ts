import assert from "node:assert/strict";
import { join } from "node:path";
import { before, suite, test } from "node:test";
import { examples, type RanCell, runNotebookTwice } from "./run-notebook.ts";

suite("streams-shards-lineage-readers.ipynb, run twice", () => {
  let runs: Map<string, string>[];
  before(async () => {
    const ran = await runNotebookTwice(join(examples, "streams-shards-lineage-readers.ipynb"));
    runs = ran.map((cells: RanCell[]) => new Map(cells.map(({ id, text }) => [id, text])));
  });

  /** Holds for what a cell shows in both runs. */
  function shows(id: string, check: (text: string) => void): void {
    assert.equal(runs.length, 2);
    for (const texts of runs) check(texts.get(id) ?? assert.fail(`There is no cell ${id}`));
  }

  test("the four types of iterators begin at the first, the fifth, the sixth and the next record", () => {
    const lines = [
      "TRIM_HORIZON           16 records, the first is letter-1: 1",
      "AT_SEQUENCE_NUMBER     12 records, the first is letter-5: 1",
      "AFTER_SEQUENCE_NUMBER  11 records, the first is letter-6: 1",
      "LATEST                  0 records, the first is still to come",
    ];
    shows("iterators", (text) => assert.deepEqual(text.trimEnd().split("\n"), lines));
  });

  test("empty pages are followed by a record", () => {
    shows("empty", (text) => assert.match(text, /^Attempt 1: 0 records *\nAttempt 2: 0 records *\nAttempt 3: 1 records letter-1: 3\n$/));
  });

  test("the split leaves one closed shard with four open children", () => {
    shows("split", (text) => assert.match(text, /^shardId-\S+ {2}closed\n( {4}shardId-\S+ {2}open\n){4}$/));
  });

  test("the children hold the third step of each letter, and the fourth of the one that was ahead", () => {
    const moved = [...[2, 3, 4, 5, 6, 7, 8].map((letter) => `letter-${letter}: 3`), "letter-1: 4"].sort();
    shows("after-split", (text) => assert.deepEqual(text.match(/letter-\d: \d/g)?.sort(), moved));
  });

  test("only the last page of a closed shard has no next iterator", () => {
    shows("closed", (text) => assert.match(text, /^Page 1: 10 .*come\nPage 2: {2}7 .*come\nPage 3: {2}0 records, and this is the end/));
  });

  test("children read before their parent disorder a letter's changes", () => {
    shows("order", (text) => assert.match(text, /^Children first: .*: 3', .*: 1', .*: 2'\]\nParent first: {3}.*: 1', .*: 2', .*: 3'\]\n$/));
  });

  test("the consumer begins with the children once the parent is at its end", () => {
    const [round, split] = ["changes processed, 1 shards begun", "changes processed, 5 shards begun"];
    const lines = [`Round 1:  6 ${round}`, `Round 2: 12 ${round}`, `Round 3: 18 ${round}`, `Round 4: 24 ${split}`, `Round 5: 30 ${split}`];
    shows("run", (text) => assert.deepEqual(text.trimEnd().split("\n"), [...lines, "Caught up: 30 changes processed"]));
  });

  test("every change is processed exactly once and in order: after the split, the restart and the rollover", () => {
    const proof = (changes: number) => `${changes} changes of 6 parcels: each processed exactly once, and each parcel's in order.`;
    shows("prove", (text) => assert.equal(text.split("\n")[0], proof(30)));
    shows("restart", (text) => assert.equal(text, `6 changes were waiting.\n${proof(36)}\n`));
    shows("rollover", (text) => assert.equal(text.split("\n")[0], proof(42)));
  });

  test("after four hours each of the four shards has one child", () => {
    const generation = "( {4}shardId-\\S+ {2}closed\\n {8}shardId-\\S+ {2}open\\n){4}$";
    shows("rollover", (text) => assert.match(text, new RegExp(`\\nshardId-\\S+ {2}closed\\n${generation}`)));
  });

  test("both tables are deleted", () => {
    shows("delete", (text) => assert.equal(text, "letters is deleted.\nparcels is deleted.\n"));
  });
});
