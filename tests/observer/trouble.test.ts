import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type ChangeEngine, observed, TABLE } from "./journal-source.ts";

/** Replicas that trap, as an engine does for want of memory, in requests that hold this text. */
const trapping =
  (text: string): ChangeEngine =>
  (engine) => {
    const replay = engine.replay.bind(engine);
    engine.replay = (entry) => {
      if (entry.kind === "call" && String(entry.body).includes(text)) throw new WebAssembly.RuntimeError("unreachable");
      return replay(entry);
    };
    return engine;
  };

const authors = async ({ observer }: Awaited<ReturnType<typeof observed>>) => {
  const { rows } = await observer.inspect({ kind: "items", region: "us-east-2", table: "books", offset: 0, limit: 1_000 });
  return rows.map(({ item }) => (item as { Author: { S: string } }).Author.S).sort();
};

test("a call that breaks the replica is skipped and named; those before and after it are kept, and reported once", async () => {
  const all = await observed({ change: trapping("poison") });
  all.call("CreateTable", TABLE);
  for (const author of ["a", "b", "poison", "c"]) all.put(author);
  await all.observer.drain();
  assert.deepEqual(await authors(all), ["a", "b", "c"]);
  assert.deepEqual(all.troubles, [{ operation: "PutItem", outcome: "skipped", reason: "unreachable", cell: "c1" }]);
  assert.deepEqual(
    all.reported().map(({ target, request }) => [target.split(".")[1], /"S":"(\w+)"/.exec(request)?.[1]]),
    [
      ["CreateTable", undefined],
      ["PutItem", "a"],
      ["PutItem", "b"],
      ["PutItem", "c"],
    ],
  );
  all.close();
});

test("the last call is held back while the kernel has not finished it, and left out if it never does", async () => {
  const all = await observed({ change: trapping("poison") });
  all.call("CreateTable", TABLE);
  all.put("a");
  all.put("poison");
  while (all.troubles.length === 0) await delay(5);
  const { tables } = await all.observer.inspect({ kind: "tables" });
  assert.equal(tables[0]?.items, 1, "the views show the time before it");
  assert.deepEqual(
    all.troubles.map(({ outcome }) => outcome),
    ["held"],
  );
  await all.observer.drain();
  assert.deepEqual(
    all.troubles.map(({ outcome }) => outcome),
    ["held", "unfinished"],
  );
  all.close();
});

test("a call that was held back is repeated when the kernel finishes it after all", async () => {
  let fails = true;
  const failing: ChangeEngine = (engine) => {
    const sound = engine.replay.bind(engine);
    const trapped = trapping("slow")(engine).replay.bind(engine);
    return Object.assign(engine, { replay: (...entry: Parameters<typeof sound>) => (fails ? trapped(...entry) : sound(...entry)) });
  };
  const all = await observed({ change: failing });
  all.call("CreateTable", TABLE);
  all.put("slow");
  while (all.troubles.length === 0) await delay(5);
  fails = false;
  all.finished(500);
  await all.observer.drain();
  assert.deepEqual(await authors(all), ["slow"]);
  all.close();
});

test("after several calls that cannot be repeated the replica stays as it is, and says so", async () => {
  const all = await observed({ change: trapping("poison") });
  all.call("CreateTable", TABLE);
  for (const author of ["a", "poison1", "b", "poison2", "c", "poison3", "d"]) all.put(author);
  await all.observer.drain();
  assert.deepEqual(await authors(all), ["a", "b", "c"]);
  assert.deepEqual(
    all.troubles.map(({ outcome }) => outcome),
    ["skipped", "skipped", "lost"],
  );
  all.close();
});

test("a replica that replaces another starts from a checkpoint, not from the beginning", async () => {
  let repeated = 0;
  const all = await observed({
    change: (engine) => {
      const changed = trapping("poison")(engine);
      const replay = changed.replay.bind(changed);
      changed.replay = (entry) => {
        repeated += 1;
        return replay(entry);
      };
      return changed;
    },
  });
  const large = "x".repeat(300_000);
  all.call("CreateTable", TABLE);
  for (let n = 0; n < 80; n++) all.call("PutItem", { TableName: "books", Item: { Author: { S: `a${n}` }, text: { S: large } } });
  while (all.reported().length < 81) await delay(5);
  const once = repeated;
  all.put("poison");
  all.put("b");
  await all.observer.drain();
  assert.equal((await authors(all)).length, 81);
  assert.ok(repeated < 2 * once, `${repeated} entries repeated after ${once}`);
  all.close();
});
