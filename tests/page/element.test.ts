import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";
import { type Cell, notebookOf } from "./notebook-of.ts";

let site: Site;
let page: Page;
before(async () => {
  site = await openSite();
  ({ page } = await site.visit());
});
after(() => site.close());

/** Opens a notebook with these cells. */
async function open(...cells: Cell[]): Promise<void> {
  await book(page).evaluate((element: ShardBook, content) => element.load(content), notebookOf(...cells));
}

/** Runs one cell; returns its status and what it showed. */
async function run(index: number): Promise<{ status: string; text: string }> {
  const { status, outputs } = await book(page).evaluate((element: ShardBook, at) => element.runCell(at), index);
  const text = outputs.map(
    (output) => output.text ?? (output.data as Record<string, unknown>)?.["text/plain"] ?? `${output.ename}: ${output.evalue}`,
  );
  return { status, text: text.join("") };
}

const call = (operation: string, body: unknown) =>
  book(page).evaluate((element: ShardBook, [target, content]) => element.call(target as string, content, { region: "us-east-2" }), [
    `DynamoDB_20120810.${operation}`,
    body,
  ] as const);

const CREATE = `import boto3, time
dynamodb = boto3.resource("dynamodb", region_name="us-east-2")
table = dynamodb.create_table(TableName="things", BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}], AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}])
table.wait_until_exists()
table.put_item(Item={"pk": "a", "n": 1})["ResponseMetadata"]["HTTPStatusCode"]`;

test("a raw request gets a response, and Python and JavaScript see the same tables", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await open(
    ["python", CREATE],
    [
      "javascript",
      `import { DynamoDBClient, ListTablesCommand, GetItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({ region: "us-east-2" });
(await client.send(new ListTablesCommand({}))).TableNames`,
    ],
  );
  assert.deepEqual(await run(0), { status: "ok", text: "200" });
  assert.match((await run(1)).text, /'things'|"things"/);
  const { status, body } = await call("GetItem", { TableName: "things", Key: { pk: { S: "a" } } });
  assert.equal(status, 200);
  assert.deepEqual((body as { Item: unknown }).Item, { pk: { S: "a" }, n: { N: "1" } });
});

test("Stop ends an endless cell, keeps all tables, and Python runs again", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await open(
    ["python", CREATE],
    ["python", `i = 0\nwhile True:\n    i += 1\n    if i <= 200: table.put_item(Item={"pk": str(i)})`],
    ["python", `import boto3\nboto3.resource("dynamodb", region_name="us-east-2").Table("things").scan()["Count"]`],
    ["python", "table"],
  );
  await run(0);
  const heard = book(page).evaluate(
    (element: ShardBook) =>
      new Promise<void>((resolve) => {
        let puts = 0;
        element.addEventListener("engine-event", ({ detail }: CustomEventInit<{ target: string }>) => {
          if (detail?.target.endsWith(".PutItem") && ++puts === 200) resolve();
        });
      }),
  );
  const endless = run(1);
  await heard; // the page follows the cell while it runs
  await book(page).evaluate((element: ShardBook) => element.stop());
  assert.equal((await endless).status, "stopped");
  assert.deepEqual(await run(2), { status: "ok", text: "201" });
  const gone = await run(3);
  assert.equal(gone.status, "error");
  assert.match(gone.text, /NameError/);
});

test("reset starts afresh and keeps the notebook", async () => {
  await open(["python", CREATE]);
  await book(page).evaluate((element: ShardBook) => element.reset());
  assert.deepEqual((await call("ListTables", {})).body, { TableNames: [] });
  assert.equal((await run(0)).status, "ok");
});

test("a cell shows the kernel's execution count, which restarts with the kernel", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await open(["javascript", "1"], ["javascript", "2"]);
  const counts = () => book(page).evaluate((element: ShardBook) => element.notebook.cells.map(({ execution_count }) => execution_count));
  for (const index of [0, 1, 0]) await run(index);
  assert.deepEqual(await counts(), [3, 2]);
  await book(page).evaluate((element: ShardBook) => element.stop());
  await run(1);
  assert.deepEqual(await counts(), [3, 1]);
});

test("sleep, waiters and the page move the clock", async () => {
  await open(["python", "import time\nbefore = time.time()\ntime.sleep(3600)\nround(time.time() - before)"]);
  const before = await book(page).evaluate((element: ShardBook) => element.clock.now());
  assert.equal((await run(0)).text, "3600");
  const later = await book(page).evaluate((element: ShardBook) => element.clock.advance(1_000));
  assert.ok(later >= before + 3_601_000 && later < before + 3_700_000);
});

test("a run stops at an error, or continues if told to", async () => {
  await open(["javascript", "1 + 1"], ["javascript", "nowhere.found"], ["javascript", "3"]);
  const stopped = await book(page).evaluate((element: ShardBook) => element.runAll());
  assert.deepEqual(stopped, { ok: false, executed: 2, failed: 1 });
  const through = await book(page).evaluate((element: ShardBook) => element.runAll({ stopOnError: false }));
  assert.deepEqual(through, { ok: false, executed: 3, failed: 1 });
});

test("events report cells, runs and calls, and bubble", async () => {
  await open(["javascript", "1"]);
  const seen = await book(page).evaluate(async (element: ShardBook) => {
    const types: string[] = [];
    for (const type of ["cell-started", "cell-finished", "run-finished", "engine-event"])
      document.addEventListener(type, () => types.push(type));
    await element.runAll();
    await element.call("DynamoDB_20120810.ListTables", {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    return types;
  });
  assert.deepEqual(seen, ["cell-started", "cell-finished", "run-finished", "engine-event"]);
});

test("an invalid notebook is refused with the reason, and the previous one stays", async () => {
  await open(["javascript", "1"]);
  const refusal = await book(page).evaluate((element: ShardBook) => element.load("{}").catch((error: Error) => error.message));
  assert.match(String(refusal), /Not a notebook/);
  const missing = await book(page).evaluate((element: ShardBook) => element.load("nowhere.ipynb").catch((error: Error) => error.message));
  assert.match(String(missing), /404/);
  assert.equal(await book(page).evaluate((element: ShardBook) => element.notebook.cells.length), 1);
});

test("an empty answer of a raw request is read as an empty object", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await call("CreateTable", {
    TableName: "things",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const { body } = await call("DescribeTable", { TableName: "things" });
  const { TableArn } = (body as { Table: { TableArn: string } }).Table;
  assert.deepEqual(await call("TagResource", { ResourceArn: TableArn, Tags: [{ Key: "a", Value: "b" }] }), { status: 200, body: {} });
});

test("a notebook that names foreign files is refused by name before anything is fetched", async () => {
  const { page: other, complaints } = await site.visit({ path: "?notebook=examples/introduction-to-dynamodb.ipynb" });
  await book(other).evaluate((element: ShardBook) => element.ready);
  const load = async (files: string[]) => {
    const lesson = { nbformat: 4, nbformat_minor: 5, metadata: { shardbook: { files } }, cells: [] };
    await other.route("**/lesson.ipynb", (route) => route.fulfill({ json: lesson }));
    return book(other).evaluate((element: ShardBook) => element.load("lesson.ipynb").catch((error: Error) => error.message));
  };
  for (const name of ["https://a.example/opened", "//a.example/opened", "/etc/passwd", "../x"]) {
    assert.equal(
      await load(["books.json", name]),
      `"${name}" is no name for a file beside the notebook: it must be a relative path without "..", of at most 1000 characters.`,
    );
  }
  const cells = await book(other).evaluate((element: ShardBook) => element.notebook.cells.length);
  assert.ok(cells > 0, "the previous notebook stays");
  assert.deepEqual(complaints, []);
  await other.context().close();
});

test("files that cannot lie beside each other are refused by name, and Python goes on, also after Stop", async () => {
  await open(["python", "1 + 1"]);
  const load = (files: Record<string, string>) =>
    book(page).evaluate(
      (element: ShardBook, given) => element.load(element.notebook, { files: given }).catch((error: Error) => error.message),
      files,
    );
  assert.match(String(await load({ "..": "x" })), /^"\.\." is no name for a file/);
  assert.equal(await load({ a: "1", "a/b": "2" }), 'There cannot be both a file "a" and a file "a/b" beside the notebook.');
  assert.deepEqual(await run(0), { status: "ok", text: "2" });
  await book(page).evaluate((element: ShardBook) => element.stop());
  assert.deepEqual(await run(0), { status: "ok", text: "2" });
});

test("the URL names the notebook", async () => {
  const { page: other, complaints } = await site.visit({ path: "?notebook=examples/introduction-to-dynamodb.javascript.ipynb" });
  await book(other).evaluate((element: ShardBook) => element.ready);
  const languages = await book(other).evaluate((element: ShardBook) => JSON.stringify(element.notebook.cells));
  assert.match(languages, /"language":"javascript"/);
  assert.deepEqual(complaints, []);
  await other.context().close();
});

test("markup in outputs, items and notebook text stays text", async () => {
  const attack = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { title: attack },
    cells: [
      { cell_type: "markdown", id: "m", metadata: {}, source: `# Hi ${attack}\n[x](javascript:window.hurt=1)` },
      {
        cell_type: "code",
        id: "c",
        metadata: {},
        source: "1",
        execution_count: 1,
        outputs: [{ output_type: "display_data", metadata: {}, data: { "text/html": attack } }],
      },
    ],
  };
  await book(page).evaluate((element: ShardBook, content) => element.load(JSON.stringify(content)), notebook);
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => (window as unknown as { hurt?: number }).hurt), undefined);
});

test("a notebook that is opened while an earlier one is still fetched stays", async () => {
  let fetched = () => {};
  const slow = new Promise<void>((resolve) => {
    fetched = resolve;
  });
  const visited = await site.visit({
    async prepare(context) {
      await context.route("**/*.ipynb", async (route) => {
        await slow;
        await route.continue();
      });
    },
  });
  const cell = { cell_type: "markdown" as const, id: "mine", source: "Mine", metadata: {} };
  const loaded = book(visited.page).evaluate((element: ShardBook, content) => element.load(content), {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [cell],
  });
  await loaded;
  const response = visited.page.waitForResponse("**/*.ipynb");
  fetched();
  await (await response).finished();
  const first = await book(visited.page).evaluate(async (element: ShardBook) => {
    await element.ready;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return element.notebook.cells[0]?.id;
  });
  assert.equal(first, "mine");
  assert.equal(await visited.page.locator(".notice").count(), 0);
  await visited.page.context().close();
});
