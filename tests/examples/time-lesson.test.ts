import assert from "node:assert/strict";
import { join } from "node:path";
import { before, suite, test } from "node:test";
import { examples, type RanCell, runNotebookTwice } from "./run-notebook.ts";

const BY_SERVICE = "{'PrincipalId': 'dynamodb.amazonaws.com', 'Type': 'Service'}";

suite("time-ttl-trimming-iterators.ipynb, run twice", () => {
  let runs: Map<string, string>[];
  before(async () => {
    const ran = await runNotebookTwice(join(examples, "time-ttl-trimming-iterators.ipynb"));
    runs = ran.map((cells: RanCell[]) => new Map(cells.map(({ id, text }) => [id, text])));
  });

  /** Holds for the lines that a cell shows in both runs. */
  function shows(id: string, check: (lines: string[]) => void): void {
    assert.equal(runs.length, 2);
    for (const texts of runs) check((texts.get(id) ?? assert.fail(`There is no cell ${id}`)).split("\n").map((line) => line.trimEnd()));
  }

  test("time to live is enabled", () => {
    shows("enable", ([shown]) => assert.equal(shown, "{'TimeToLiveStatus': 'ENABLED', 'AttributeName': 'ExpiresAt'}"));
  });

  test("an item whose time is past is read until it is removed, unless a filter drops it", () => {
    shows("past", ([found, ...rest]) => {
      assert.match(found ?? "", /^get_item finds ada, \d seconds after the end\.$/);
      assert.deepEqual(rest, [
        "A scan finds ['ada', 'alan', 'edsger', 'grace']",
        "With a filter   ['edsger', 'grace']",
        "Items read: 4 and returned: 2",
        "",
      ]);
    });
    shows("gone", ([left]) => assert.equal(left, "ada is gone. Left: ['alan', 'edsger', 'grace']"));
  });

  test("the record of a removal by time to live says who removed the item, that of a deletion does not", () => {
    const inserts = ["INSERT  ada", "INSERT  grace", "INSERT  alan", "INSERT  edsger"];
    shows("removal", (lines) => assert.deepEqual(lines, [...inserts, `REMOVE  ada      ${BY_SERVICE}`, "REMOVE  edsger", ""]));
  });

  test("an iterator expires after 15 minutes, and a reader that comes back in time goes on", () => {
    shows("expired", ([error]) => assert.match(error ?? "", /^ExpiredIteratorException: /));
    shows("renewed", (lines) => {
      assert.equal(lines.length, 6);
      assert.equal(lines[3], "After 30 minutes: INSERT  edsger");
      assert.equal(lines[4], `After 40 minutes: REMOVE  ada      ${BY_SERVICE}`);
    });
  });

  test("records older than a day are trimmed, and a checkpoint among them is refused", () => {
    shows("trimmed", ([times, first, ...lines]) => {
      assert.match(times ?? "", /^It was .* UTC at the first record, and it is /);
      assert.match(first ?? "", /^[0-9a-f]{8} closed 0 records$/);
      assert.deepEqual(
        lines.filter((line) => !/0 records$/.test(line)).map((line) => line.replace(/^[0-9a-f]{8}/, "shard")),
        ["shard closed 1 records", "MODIFY  grace", ""],
      );
    });
    shows("refused", ([error]) => assert.match(error ?? "", /^TrimmedDataAccessException: /));
  });

  test("the stream of the deleted table is read once more, and a day later it is gone", () => {
    shows("deleted", (lines) => assert.deepEqual(lines, ["The stream is DISABLED", "MODIFY  grace", "MODIFY  grace", ""]));
    shows("stream-gone", ([error]) => assert.match(error ?? "", /^ResourceNotFoundException: /));
    shows("delete", ([nothing]) => assert.equal(nothing, "There is no table, and 0 streams of it."));
  });
});
