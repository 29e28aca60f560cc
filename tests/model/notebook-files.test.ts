import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { filesBeside } from "../../scripts/notebook-file.ts";
import { checkFileNames, listedFiles, MAX_FILE_BYTES, MAX_FILES, neededFiles } from "../../web/model/file-names.ts";
import { parseNotebook } from "../../web/model/nbformat.ts";
import { fetchFiles } from "../../web/session/notebook-files.ts";

const notebook = (files: unknown, source = "") =>
  parseNotebook({
    nbformat: 4,
    metadata: { shardbook: { files } },
    cells: [{ cell_type: "code", source, metadata: {}, outputs: [], execution_count: null }],
  });

/** A site that records what it is asked for. */
const asked: string[] = [];
let unfinished = 0;
const server = createServer(({ url = "" }, response) => {
  asked.push(url);
  if (url.endsWith("/endless.bin")) pour(response);
  else if (url.endsWith("/empty")) response.end();
  else if (url.endsWith("/page")) response.setHeader("content-type", "text/html").end("<p>Not found");
  else if (url.startsWith("/lessons/data/")) response.end(`contents of ${url}`);
  else response.writeHead(404).end();
});
before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => server.close());

function pour(response: ServerResponse): void {
  unfinished++;
  response.on("close", () => unfinished--);
  const chunk = Buffer.alloc(2 ** 20);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}

const lesson = () => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lessons/one.ipynb?version=2`);

test("a notebook lists files by relative paths below its folder; anything else is refused by name", () => {
  assert.deepEqual(listedFiles(notebook(["books.json", "data/käse.csv", "./a b", "a.b/..c", "books.json"])), [
    "books.json",
    "data/käse.csv",
    "./a b",
    "a.b/..c",
  ]);
  assert.equal(listedFiles(notebook(undefined)), undefined);
  const refused = [
    "..",
    "../secrets.json",
    "data/../../x",
    "/etc/passwd",
    "//a.example/x",
    "https://a.example/x",
    "a//b",
    "a/",
    "",
    ".",
    "\ud800",
  ];
  for (const name of [...refused, "x".repeat(1_001)]) {
    assert.throws(
      () => listedFiles(notebook(["books.json", name])),
      ({ message }: Error) => message.startsWith(`"${name.slice(0, 79)}`) && message.includes("must be a relative path"),
    );
  }
});

test("a name cannot be both a file and a folder", () => {
  assert.throws(() => listedFiles(notebook(["a", "b", "a/b/c"])), /both a file "a" and a file "a\/b\/c"/);
  assert.throws(() => checkFileNames(["x/./y/z", "./x/y"]), /both a file "x\/y" and a file "x\/y\/z"/);
  checkFileNames(["a", "ab/c", "ab/d", "./a", "__proto__", "constructor/x"]);
});

test("a notebook names a bounded number of files", () => {
  const names = Array.from({ length: MAX_FILES + 1 }, (_, at) => `file-${at}`);
  assert.equal(listedFiles(notebook(names.slice(1)))?.length, MAX_FILES);
  assert.throws(() => listedFiles(notebook(names)), /names 101 files; at most 100/);
  const opens = names.map((name) => `open("${name}")`).join("\n");
  assert.throws(() => neededFiles(notebook(undefined, opens)), /names 101 files; at most 100/);
});

test("without a list, files that cells open by literal names are needed", () => {
  const source = `open("books.json"); open('data/x.csv', "w"); open("/etc/passwd"); open("../x"); open("a//b"); open("https://a.example/")`;
  assert.deepEqual(neededFiles(notebook(undefined, source)), ["books.json", "data/x.csv"]);
});

test("files are fetched below the notebook's folder only, whatever their names look like", async () => {
  asked.length = 0;
  const names = [
    "data/a b.json",
    "data/1?2#3%20",
    "https:/a.example",
    "\\\\a.example\\x",
    "data:,x",
    "javascript:x",
    "%2e%2e/x",
    "__proto__",
  ];
  checkFileNames(names);
  const files = await fetchFiles(names, lesson());
  assert.deepEqual(Object.keys(files), ["data/a b.json", "data/1?2#3%20"]);
  assert.equal(new TextDecoder().decode(files["data/a b.json"]), "contents of /lessons/data/a%20b.json");
  assert.equal(asked.length, names.length);
  for (const url of asked) assert.ok(url.startsWith("/lessons/"), url);
});

test("an empty file is a file; a missing one, or a page in its place, is left out", async () => {
  assert.deepEqual(await fetchFiles(["empty", "missing", "page"], lesson()), { empty: new Uint8Array() });
});

test("a notebook that is not in a folder has no files beside it", async () => {
  assert.deepEqual(await fetchFiles(["books.json"], new URL("data:application/json,{}")), {});
});

test("files that are too large together are refused, and no more is fetched", async () => {
  const refused = fetchFiles(["data/small.json", "endless.bin", "more/endless.bin"], lesson());
  await assert.rejects(refused, new RegExp(`larger than ${MAX_FILE_BYTES / 2 ** 20} MB together: "(more/)?endless.bin"`));
  while (unfinished > 0) await new Promise((resolve) => setTimeout(resolve, 10));
});

test("without a page, too, a notebook reads nothing outside its folder", async () => {
  const outside = await mkdtemp(join(tmpdir(), "shardbook-"));
  const folder = join(outside, "lessons");
  await mkdir(join(folder, "data"), { recursive: true });
  for (const name of ["../secret", "data/x", "books.json", "__proto__"]) await writeFile(join(folder, name), name);
  const beside = (files: unknown) => filesBeside(join(folder, "one.ipynb"), notebook(files));
  assert.deepEqual(Object.keys(await beside(["data/x"])).sort(), ["__proto__", "books.json", "data/x"]);
  for (const name of ["../secret", join(outside, "secret")]) await assert.rejects(beside([name]), /is no name for a file/);
  await rm(outside, { recursive: true });
});
