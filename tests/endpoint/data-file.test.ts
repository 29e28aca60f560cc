import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { chmod, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, mock, test } from "node:test";
import { DataFile } from "../../wasm/data-file.ts";
import { createEngine } from "../../wasm/load.ts";

const folder = await mkdtemp(join(tmpdir(), "data-file-"));
after(() => rm(folder, { recursive: true }));

let files = 0;
const newPath = () => join(folder, `${files++}.data`);
const openFile = async (path: string) => DataFile.open(path, await createEngine());

async function changeAndSave(file: DataFile): Promise<void> {
  file.onCall("DynamoDB_20120810.PutItem", 200);
  await file.save();
}

/** The id of a process that has ended. */
const endedPid = () => spawnSync(process.execPath, ["--version"]).pid;

for (const mode of [0o600, 0o640, 0o666]) {
  test(`a file of mode ${mode.toString(8)} keeps it`, async () => {
    const path = newPath();
    (await openFile(path)).close();
    await chmod(path, mode);
    const file = await openFile(path);
    const { ino } = statSync(path);
    await changeAndSave(file);
    file.close();
    assert.notEqual(statSync(path).ino, ino, "written anew");
    assert.equal((statSync(path).mode & 0o777).toString(8), mode.toString(8));
  });
}

test("what an endpoint that was killed while writing has left is removed, other files are not", async () => {
  const path = newPath();
  const left = [`${path}.1a2b3c4d.tmp`, `${path}.0.tmp`];
  const others = [`${path}.tmp`, `${path}.notes.tmp`, `${path}.123456789.tmp`, `${path}x.1a.tmp`, `${path}.1a.tmp.gz`];
  await Promise.all([...left, ...others].map((name) => writeFile(name, "x")));
  (await openFile(path)).close();
  assert.deepEqual(left.map(existsSync), [false, false]);
  assert.deepEqual(
    others.map(existsSync),
    others.map(() => true),
  );
});

test("the folder is synced after the new file has taken its name", async () => {
  const path = newPath();
  const file = await openFile(path);
  const probe = await open(path);
  const handles = Object.getPrototypeOf(probe) as typeof probe;
  await probe.close();
  const { sync } = handles;
  const { ino } = statSync(path);
  const synced: string[] = [];
  mock.method(handles, "sync", async function (this: typeof probe) {
    synced.push(`${(await this.stat()).isDirectory() ? "folder" : "file"}, ${statSync(path).ino === ino ? "old" : "new"}`);
    await sync.call(this);
  });
  await changeAndSave(file);
  mock.restoreAll();
  file.close();
  assert.deepEqual(synced, ["file, old", "folder, new"]);
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
