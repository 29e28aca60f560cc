import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";
import { type Cell, notebookOf } from "./notebook-of.ts";
import { stopPutLoop } from "./put-loop.ts";

let site: Site;
let page: Page;
before(async () => {
  site = await openSite();
  ({ page } = await site.visit({ prepare: poisonEngines }));
  await book(page).evaluate((element: ShardBook) => element.ready);
});
after(() => site.close());

/** Makes engines, the kernel's and the replica's, hang in DescribeLimits and trap in DescribeEndpoints: in the middle of the call, as a fault would. */
async function poisonEngines(context: BrowserContext): Promise<void> {
  const poison = `function poison() {
    const { encodeInto } = TextEncoder.prototype;
    TextEncoder.prototype.encodeInto = function (text, bytes) {
      while (text.endsWith(".DescribeLimits"));
      if (text.endsWith(".DescribeEndpoints")) throw new WebAssembly.RuntimeError("unreachable");
      return encodeInto.call(this, text, bytes);
    };
    const { Worker } = self;
    self.Worker = function (script, options) {
      const wrapped = new Blob([poison, "; poison(); import " + JSON.stringify(String(script))], { type: "text/javascript" });
      return new Worker(URL.createObjectURL(wrapped), options);
    };
  }
  poison();`;
  await context.addInitScript(poison);
}

async function open(...sources: string[]): Promise<void> {
  const notebook = notebookOf(...sources.map((source): Cell => ["javascript", source]));
  await book(page).evaluate((element: ShardBook, content) => element.load(content), notebook);
}

async function run(index: number): Promise<{ status: string; text: string }> {
  const { status, outputs } = await book(page).evaluate((element: ShardBook, at) => element.runCell(at), index);
  return { status, text: outputs.map((each) => (each.data as Record<string, unknown>)?.["text/plain"] ?? each.evalue ?? "").join("") };
}

const notice = () =>
  page.locator("shardbook-page").evaluate((element) => (element as unknown as { session: { notice?: string } }).session.notice);

const SDK = `import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
const client = new DynamoDB({ region: "us-east-1" }), items = DynamoDBDocument.from(client);\n`;
const CREATE = `${SDK}await client.createTable({ TableName: "things", BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }], AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }] });`;
const put = (...keys: string[]) =>
  `${SDK}for (const pk of ${JSON.stringify(keys)}) await items.put({ TableName: "things", Item: { pk } });`;
const COUNT = `${SDK}(await items.scan({ TableName: "things", Select: "COUNT" })).Count`;

for (const language of ["javascript", "python"] as const)
  test(`Stop in the middle of endless puts in ${language} loses none that finished`, async () => {
    for (const delay of [50, 400]) {
      const { finished, kept } = await stopPutLoop(page, language, 1_000, delay);
      assert.ok(finished > 0 && kept >= finished, `finished ${finished}, kept ${kept}`);
    }
  });

test("a call that hangs the engine is left out by Stop and named; what came before it is kept", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await open(CREATE, `${put("a", "b")}\nawait client.describeLimits({});`, COUNT);
  await run(0);
  const endless = run(1);
  await page.waitForTimeout(300);
  await book(page).evaluate((element: ShardBook) => element.stop());
  assert.equal((await endless).status, "stopped");
  assert.match(String(await notice()), /DescribeLimits \(cell 2\) was not finished and is left out/);
  assert.deepEqual(await run(2), { status: "ok", text: "2" });
});

test("Reset works while a call hangs the engine", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await open(CREATE, `${SDK}await client.describeLimits({});`, COUNT);
  await run(0);
  void run(1);
  await page.waitForTimeout(300);
  await book(page).evaluate((element: ShardBook) => element.reset());
  assert.match((await run(2)).text, /Requested resource not found/);
});

test("a call that breaks the engine ends its cell with an error, and the next cell finds the tables as before it", async () => {
  await book(page).evaluate((element: ShardBook) => element.reset());
  await open(CREATE, `${put("a", "b")}\nawait client.describeEndpoints({});`, COUNT);
  await run(0);
  const broken = await run(1);
  assert.equal(broken.status, "error");
  assert.match(broken.text, /The engine failed in DescribeEndpoints: unreachable/);
  assert.deepEqual(await run(2), { status: "ok", text: "2" });
});

test("another notebook can be opened while a cell runs without end", async () => {
  await open("for (;;);");
  void run(0);
  await page.waitForTimeout(200);
  await open("1 + 1");
  assert.deepEqual(await run(0), { status: "ok", text: "2" });
});
