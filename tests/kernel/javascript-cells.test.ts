import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestKernel } from "./notebook-kernel.ts";

let kernel: TestKernel;
const run = (source: string) => kernel.javascript(source);
before(async () => {
  kernel = await TestKernel.start();
});
after(() => kernel.kernel.dispose());

test("the SDK is imported as on AWS, and its waiters finish at once", async () => {
  const started = performance.now();
  const { text, status } = await run(`import { DynamoDBClient, CreateTableCommand, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
const client = new DynamoDBClient({ region: "us-east-2" });
const documents = DynamoDBDocumentClient.from(client);
await client.send(new CreateTableCommand({
  TableName: "books",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
}));
await waitUntilTableExists({ client, maxWaitTime: 300 }, { TableName: "books" });
await documents.send(new PutCommand({ TableName: "books", Item: { id: "a", editions: new Set(["x"]), n: 1 } }));
const { Item } = await documents.send(new GetCommand({ TableName: "books", Key: { id: "a" } }));
Item`);
  assert.equal(text, "{ id: 'a', editions: Set(1) { 'x' }, n: 1 }");
  assert.equal(status, "ok");
  assert.ok(performance.now() - started < 5000);
});

test("a cell that declares const can run again, and later cells see its names", async () => {
  const source =
    "const { a, ...rest } = { a: 1, b: 2 }, list = [a];\nclass Point { x = 3 }\nfunction twice(n) { return n * 2; }\nlet nothing";
  assert.equal((await run(source)).status, "ok");
  assert.equal((await run(source)).status, "ok");
  assert.equal(
    (await run("[rest, twice(list[0]), new Point(), nothing, twice.name]")).text,
    "[ { b: 2 }, 2, Point { x: 3 }, undefined, 'twice' ]",
  );
});

test("a function calls the replacement that a later cell defines", async () => {
  await run("function rate() { return 1; }\nfunction price() { return rate() * 10; }");
  await run("function rate() { return 2; }");
  assert.equal((await run("price()")).text, "20");
});

test("a trailing semicolon and undefined show nothing", async () => {
  assert.deepEqual((await run("1 + 1;")).outputs, []);
  assert.deepEqual((await run("undefined")).outputs, []);
});

test("response metadata is left out of the output", async () => {
  const { text } = await run('import { ListTablesCommand } from "@aws-sdk/client-dynamodb"\nawait client.send(new ListTablesCommand({}))');
  assert.equal(text, "{ TableNames: [ 'books' ] }");
});

test("attributes named like members of Object are shown, and $metadata if an item has it", async () => {
  const { text } = await run(`const odd = { id: "odd", constructor: "McLaren", toString: 1, hasOwnProperty: true, $metadata: "mine" };
await documents.send(new PutCommand({ TableName: "books", Item: odd }));
(await documents.send(new GetCommand({ TableName: "books", Key: { id: "odd" } }))).Item`);
  for (const shown of ["id: 'odd'", "constructor: 'McLaren'", "toString: 1", "hasOwnProperty: true", "$metadata: 'mine'"]) {
    assert.ok(text?.includes(shown), `${shown} is not in ${text}`);
  }
});

test("what a module or a row doesn't have is not found in Object.prototype", async () => {
  const { error } = await run('import { hasOwnProperty } from "@aws-sdk/util-dynamodb"');
  assert.match(error.evalue, /does not provide an export named 'hasOwnProperty'/);
  const { stdout } = await run("console.table([{ constructor: 1 }, { a: 2 }])");
  assert.deepEqual(
    stdout.split("\n").map((line) => line.trim().split(/\s+/)),
    [["(index)", "constructor", "a"], ["-------", "-----------", "-"], ["0", "1"], ["1", "2"], [""]],
  );
});

test("a service error shows its class, its message and the cell's line", async () => {
  const { error, traceback } = await run(
    '\nconst missing = new GetCommand({ TableName: "nowhere", Key: { id: "a" } });\nawait documents.send(missing);',
  );
  assert.equal(error.ename, "ResourceNotFoundException");
  assert.equal(error.evalue, "Requested resource not found");
  assert.match(traceback, /<cell \d+>:3\n\s+await documents\.send\(missing\);$/);
});

test("an error shows only frames of cells, with their functions", async () => {
  await run("const read = (book) => book.title.length;");
  const { error, traceback } = await run("function go() {\n  return read({});\n}\ngo()");
  assert.equal(error.ename, "TypeError");
  assert.match(traceback, /at read \(<cell \d+>:1\)[\s\S]*at go \(<cell \d+>:2\)[\s\S]*at <cell \d+>:4\n/);
  assert.doesNotMatch(traceback, /node:|\.ts:/);
});

test("a syntax error gives line and column", async () => {
  const { error, traceback } = await run("const ok = 1;\nconst = 2;");
  assert.equal(error.ename, "SyntaxError");
  assert.match(traceback, /<cell \d+>:2:7\n\s+const = 2;/);
});

test("a missing package is named, along with those available", async () => {
  assert.match((await run('import express from "express"')).error.evalue, /'express'.*@aws-sdk\/client-dynamodb/);
  assert.match((await run('import { Nope } from "@aws-sdk/lib-dynamodb"')).error.evalue, /does not provide an export named 'Nope'/);
});

test("console writes to the cell's streams", async () => {
  const { outputs } = await run('console.log("%s has %d", "a", 1, { x: [1n] });\nconsole.error(new Set(["b"]));');
  assert.deepEqual(
    outputs.map(({ name, text }) => [name, text]),
    [
      ["stdout", "a has 1 { x: [ 1n ] }\n"],
      ["stderr", "Set(1) { 'b' }\n"],
    ],
  );
});

test("timers are virtual while their cell is awaited", async () => {
  const { text } = await run(`let ticks = 0;
const begun = Date.now();
await new Promise((resolve) => {
  const timer = setInterval(() => {
    if (++ticks === 3) { clearInterval(timer); resolve(); }
  }, 60_000);
});
[ticks, Date.now() - begun >= 180_000, new Date() instanceof Date]`);
  assert.equal(text, "[ 3, true, true ]");
});

test("files beside the notebook are read, fetched and imported", async () => {
  await kernel.kernel.writeFiles({ "books.json": new TextEncoder().encode("[1]") });
  const { text } = await run(`import { readFile } from "node:fs/promises";
import books from "./books.json" with { type: "json" };
[await readFile("books.json", "utf8"), await (await fetch("books.json")).json(), books]`);
  assert.equal(text, "[ '[1]', [ 1 ], [ 1 ] ]");
  assert.match((await run('await readFile("nope.txt")')).error.evalue, /ENOENT.*nope\.txt/);
});
