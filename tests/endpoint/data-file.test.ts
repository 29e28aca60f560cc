import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { chmod, lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import { DataFile, type DataFileOptions } from "../../wasm/data/data-file.ts";
import { nodeDisk, type OpenFile } from "../../wasm/data/disk.ts";
import { createEngine } from "../../wasm/load.ts";
import { NotKeptError } from "../../wasm/not-kept.ts";
import { bigPut, Engines, PLAIN, someCalls, TABLE, type TestCall } from "./kept-calls.ts";

const folder = await mkdtemp(join(tmpdir(), "data-file-"));
after(() => rm(folder, { recursive: true }));

let files = 0;
const newPath = () => join(folder, `${files++}.data`);
const openFile = (path: string, options: Partial<DataFileOptions> = {}) => DataFile.open(path, { ...PLAIN, createEngine, ...options });
const make = (file: DataFile, { target, body }: TestCall) => file.handle({ region: "eu-west-1", target, body });
const [CREATE, PUT] = someCalls(2) as [TestCall, TestCall];
const SCAN: TestCall = { target: "DynamoDB_20120810.Scan", body: '{"TableName":"kept"}' };

/** Opens the file, looks for that answer to a Scan, and ends. */
async function assertHolds(path: string, answer: string, report?: (text: string) => void): Promise<void> {
  const file = await openFile(path, report && { report });
  assert.equal(make(file, SCAN).body, answer);
  await file.end();
}

/** The names of the files that belong to the one with this path. */
const around = (path: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.`))
    .sort();

const HOUR = 3_600_000;

/** A data file with the stream of a table, whose shards roll over every few hours, and a clock that stands still. */
async function withStream(path: string, options: Partial<DataFileOptions>) {
  const engines = new Engines();
  const file = await openFile(path, { createEngine: engines.of("live"), ...options });
  const body = JSON.stringify({ ...TABLE, StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } });
  const created = JSON.parse(make(file, { target: "DynamoDB_20120810.CreateTable", body }).body);
  const describe = {
    target: "DynamoDBStreams_20120810.DescribeStream",
    body: JSON.stringify({ StreamArn: created.TableDescription.LatestStreamArn }),
  };
  const shardsOf = (from: DataFile): object[] => JSON.parse(make(from, describe).body).StreamDescription.Shards;
  return { file, engines, shardsOf };
}

/** The id of a process that has ended. */
const endedPid = () => spawnSync(process.execPath, ["--version"]).pid;

for (const mode of [0o600, 0o640, 0o666]) {
  test(`a file of mode ${mode.toString(8)} keeps it, and its journal gets it`, async () => {
    const path = newPath();
    await (await openFile(path)).end();
    await chmod(path, mode);
    const file = await openFile(path);
    const { ino } = statSync(path);
    make(file, CREATE);
    assert.equal((statSync(`${path}.journal-1`).mode & 0o777).toString(8), mode.toString(8));
    await file.end();
    assert.notEqual(statSync(path).ino, ino, "written anew");
    assert.equal((statSync(path).mode & 0o777).toString(8), mode.toString(8));
  });
}

test("what an endpoint that was killed while writing has left is removed, other files are not", async () => {
  const path = newPath();
  const left = [`${path}.1a2b3c4d.tmp`, `${path}.0.tmp`, `${path}.journal-2.1a.tmp`];
  const others = [`${path}.tmp`, `${path}.notes.tmp`, `${path}.123456789.tmp`, `${path}x.1a.tmp`, `${path}.1a.tmp.gz`, `${path}.journal-x`];
  await Promise.all([...left, ...others].map((name) => writeFile(name, "x")));
  await (await openFile(path)).end();
  assert.deepEqual(left.filter(existsSync), []);
  assert.deepEqual(others.filter(existsSync), others);
});

test("a call is in the journal once it is answered; an end leaves the file alone", async () => {
  const path = newPath();
  const first = await openFile(path);
  make(first, CREATE);
  make(first, PUT);
  const whole = make(first, SCAN).body;
  first.close(); // and no end, as when the process is killed
  assert.deepEqual(around(path), [`${basename(path)}.journal-1`]);
  await assertHolds(path, whole);
  assert.deepEqual(around(path), []);
  await assertHolds(path, whole);
});

test("an end without changes does not write the file", async () => {
  const path = newPath();
  await (await openFile(path)).end();
  const { ino } = statSync(path);
  const file = await openFile(path);
  make(file, SCAN);
  await file.end();
  assert.equal(statSync(path).ino, ino);
  assert.deepEqual(around(path), []);
});

test("what a state does by itself while it is only read is repeated", async () => {
  const path = newPath();
  const { file, engines, shardsOf } = await withStream(path, {});
  for (let hours = 0; hours < 70; hours += 7) {
    shardsOf(file);
    engines.now += 7 * HOUR;
  }
  const seen = shardsOf(file);
  file.close();
  const again = await openFile(path, { createEngine: engines.of("again") });
  assert.deepEqual(shardsOf(again), seen);
  await again.end();
});

test("on a full disk a state does nothing by itself, but is read", async () => {
  let full = false;
  const filling = (file: OpenFile) => {
    const write = file.write.bind(file);
    file.write = (bytes, position) => {
      if (full) throw new Error("full");
      return write(bytes, position);
    };
    return file;
  };
  const disk = {
    ...nodeDisk,
    create: (name: string) => filling(nodeDisk.create(name)),
    open: (name: string) => filling(nodeDisk.open(name)),
  };
  const { file, engines, shardsOf } = await withStream(newPath(), { disk });
  const before = shardsOf(file);
  engines.now += 30 * HOUR;
  full = true;
  assert.deepEqual(shardsOf(file), before);
  full = false;
  assert.notDeepEqual(shardsOf(file), before);
  await file.end();
});

test("a thread compacts a journal that has outgrown the file, while calls go on", async () => {
  const path = newPath();
  const reports: string[] = [];
  const file = await openFile(path, { compactFromBytes: 100_000, report: (text) => reports.push(text) });
  const { ino } = statSync(path);
  make(file, CREATE);
  let calls = 0;
  for (; statSync(path).ino === ino || existsSync(`${path}.journal-1`); calls += 1) {
    make(file, bigPut(1_000 + calls));
    if (calls % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.ok(calls > 100, "calls went on");
  const state = make(file, SCAN).body;
  file.close();
  await assertHolds(path, state, (text) => reports.push(text));
  assert.deepEqual([around(path), reports], [[], []]);
});

test("an end amid a compaction leaves the file alone, with every call", async () => {
  const path = newPath();
  const file = await openFile(path, { compactFromBytes: 10, report: assert.fail });
  make(file, CREATE);
  await new Promise((resolve) => setTimeout(resolve, 20));
  make(file, PUT);
  const state = make(file, SCAN).body;
  await file.end();
  assert.deepEqual(around(path), []);
  await assertHolds(path, state);
});

test("a journal is repeated with the options that its calls were made with, new calls are made with today's", async () => {
  const path = newPath();
  const statusOf = (file: DataFile, table: string) =>
    JSON.parse(make(file, { target: "DynamoDB_20120810.DescribeTable", body: JSON.stringify({ TableName: table }) }).body).Table
      .TableStatus;
  const create = (file: DataFile, table: string) => make(file, { ...CREATE, body: CREATE.body.replace("kept", table) });
  const slow = await openFile(path, { latency: "service" });
  create(slow, "slow");
  slow.close();
  const quick = await openFile(path);
  create(quick, "quick");
  assert.deepEqual([statusOf(quick, "slow"), statusOf(quick, "quick")], ["CREATING", "ACTIVE"]);
  assert.deepEqual(around(path), [`${basename(path)}.journal-1`, `${basename(path)}.journal-2`, `${basename(path)}.lock`]);
  await quick.end();
});

/** Its engine traps at every call whose body has this word. */
const POISON = "poison";
const createFrail: DataFileOptions["createEngine"] = async (options) => {
  const engine = await createEngine(options);
  const { replay } = engine;
  engine.replay = (entry) => {
    if (entry.kind === "call" && String(entry.body).includes(POISON)) throw new WebAssembly.RuntimeError("unreachable");
    return replay.call(engine, entry);
  };
  return engine;
};

for (const [name, target] of [
  ["write", PUT.target],
  ["read", SCAN.target],
] as const) {
  test(`an engine that fails at a ${name} makes no call that would change something, and is without it after the next start`, async () => {
    const path = newPath();
    const file = await openFile(path, { createEngine: createFrail });
    make(file, CREATE);
    make(file, PUT);
    const state = make(file, SCAN).body;
    assert.throws(() => make(file, { target, body: JSON.stringify({ [POISON]: 1 }) }), /unreachable/);
    assert.throws(() => make(file, PUT), NotKeptError);
    assert.equal(make(file, SCAN).status, 200);
    await file.end();
    assert.ok(!(await readFile(`${path}.journal-1`, "utf8")).includes(POISON));
    const again = await openFile(path, { createEngine: createFrail });
    assert.equal(make(again, SCAN).body, state);
    await again.end();
  });
}

test("a journal that another version answers differently is refused", async () => {
  const path = newPath();
  const file = await openFile(path);
  for (const call of [CREATE, PUT, PUT]) make(file, call);
  file.close();
  const differently: DataFileOptions["createEngine"] = async (options) => {
    const engine = await createEngine(options);
    const { replay } = engine;
    engine.replay = (entry) => replay.call(engine, entry.kind === "call" && entry.target === PUT.target ? { ...entry, body: "{}" } : entry);
    return engine;
  };
  await assert.rejects(
    openFile(path, { createEngine: differently }),
    /this version of Shardbook answers differently .*journal-1, byte \d+/,
  );
  await (await openFile(path)).end();
});

test("after a file takes another's place its folder is synced", async () => {
  const path = newPath();
  const done: string[] = [];
  const watched = Object.create(nodeDisk, {
    rename: { value: (from: string, to: string) => done.push(`rename to ${basename(to)}`) && nodeDisk.rename(from, to) },
    syncFolder: { value: (at: string) => done.push("sync") && nodeDisk.syncFolder(at) },
  });
  const file = await openFile(path, { disk: watched });
  make(file, CREATE);
  await file.end();
  const name = basename(path);
  assert.deepEqual(done, [`rename to ${name}`, "sync", `rename to ${name}.journal-1`, "sync", `rename to ${name}`, "sync"]);
});

test("a file in use is refused under any of its names, and free once closed", async () => {
  const path = newPath();
  const file = await openFile(path);
  await symlink(path, `${path}.link`);
  for (const name of [path, `${path}.link`]) {
    await assert.rejects(openFile(name), { message: `it is in use by another endpoint, process ${process.pid}` });
  }
  file.close();
  (await openFile(path)).close();
  assert.equal(existsSync(`${path}.lock`), false);
});

test("a link to a file that is not there yet stays a link", async () => {
  const [target, link, loop] = [newPath(), newPath(), newPath()];
  await symlink(basename(target), link);
  await (await openFile(link)).end();
  assert.ok((await lstat(link)).isSymbolicLink());
  assert.ok((await lstat(target)).isFile());
  await symlink(loop, loop);
  await assert.rejects(openFile(loop), { code: "ELOOP" });
});

test("a file that is refused is not left locked", async () => {
  const path = newPath();
  await writeFile(path, "notes");
  await assert.rejects(openFile(path), /damaged/);
  assert.equal(existsSync(`${path}.lock`), false);
});

for (const [name, owner] of [
  ["a process that has ended", `${endedPid()} 1`],
  ["an ended process whose id another has now", `${process.pid} 1`],
  ["a process that was killed before it wrote the lock", ""],
  ["nobody", "nonsense"],
] as const) {
  test(`the lock of ${name} does not count`, async () => {
    const path = newPath();
    await writeFile(`${path}.lock`, owner);
    const file = await openFile(path);
    assert.match(await readFile(`${path}.lock`, "utf8"), new RegExp(`^${process.pid} `));
    file.close();
    assert.deepEqual(
      (await readdir(folder)).filter((other) => other.endsWith(".lock")),
      [],
    );
  });
}

test("of many that open a file at once, one gets it, also if an old lock is there", async () => {
  for (const old of [undefined, `${endedPid()} 1`]) {
    const path = newPath();
    if (old !== undefined) await writeFile(`${path}.lock`, old);
    const opened = await Promise.allSettled(Array.from({ length: 8 }, () => openFile(path)));
    assert.equal(opened.filter(({ status }) => status === "fulfilled").length, 1);
    for (const result of opened) if (result.status === "fulfilled") result.value.close();
  }
});
