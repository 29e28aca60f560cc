import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";
import { type Cell, notebookOf } from "./notebook-of.ts";

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Runs the lesson up to the last cell, which deletes the table. */
async function runLesson(page: Page): Promise<void> {
  await book(page).evaluate(async (element: ShardBook) => {
    await element.ready;
    const code = element.notebook.cells.flatMap(({ cell_type }, index) => (cell_type === "code" ? [index] : []));
    for (const index of code.slice(0, -1)) {
      const { status, outputs } = await element.runCell(index);
      if (status !== "ok") throw new Error(JSON.stringify(outputs));
    }
  });
}

const settled = (page: Page) => page.waitForTimeout(1_200);

test("the stream view draws the closed parent, its four children, every record and every reader", async () => {
  const { page, complaints } = await site.visit();
  await runLesson(page);
  await settled(page);
  const stream = page.locator("shardbook-stream-drawing");
  assert.equal(await stream.locator("g.shard").count(), 5);
  assert.equal(await stream.locator("path.branch").count(), 4);
  assert.equal(await stream.locator("g.reader").count(), 6);
  const log = page.locator("shardbook-stream ol li");
  const lines = await log.allTextContents();
  assert.equal(lines.filter((line) => /INSERT/.test(line)).length, 45);
  assert.equal(lines.filter((line) => /MODIFY/.test(line)).length, 2);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("the table view shows the items by partition, with types, and keeps up with a write", async () => {
  const { page } = await site.visit();
  await runLesson(page);
  await settled(page);
  const tables = page.locator("shardbook-tables");
  assert.match(await tables.locator("header").innerText(), /45 items[\s\S]*4 partitions/);
  assert.deepEqual((await tables.locator("thead .type").allTextContents()).slice(0, 2), ["S", "S"]);
  await book(page).evaluate((element: ShardBook) =>
    element.call(
      "DynamoDB_20120810.PutItem",
      {
        TableName: "books",
        Item: { Author: { S: "0 <b>New</b>" }, Title: { S: "T" }, Big: { N: "12345678901234567890123456789012345678" } },
      },
      { region: "us-east-2" },
    ),
  );
  await settled(page);
  assert.match(await tables.locator("header").innerText(), /46 items/);
  await page.context().close();
});

test("attributes named like members of Object are shown in the grid and in both languages' outputs", async () => {
  const { page, complaints } = await site.visit();
  const cells: Cell[] = [
    [
      "python",
      `import boto3
table = boto3.resource("dynamodb", region_name="us-east-2").create_table(TableName="teams", BillingMode="PAY_PER_REQUEST",
    KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}], AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
table.put_item(Item={"pk": "1", "constructor": "McLaren", "__proto__": "odd"})
table.put_item(Item={"pk": "2"})
table.put_item(Item={"pk": "3"})
table.put_item(Item={"pk": "3", "constructor": 7})
table.get_item(Key={"pk": "1"})["Item"]`,
    ],
    [
      "javascript",
      `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "us-east-2" }));
(await documents.send(new GetCommand({ TableName: "teams", Key: { pk: "3" } }))).Item`,
    ],
  ];
  const texts = await book(page).evaluate(
    async (element: ShardBook, content) => {
      await element.ready;
      await element.load(content);
      const ran = [await element.runCell(0), await element.runCell(1)];
      return ran.map(({ outputs }) =>
        outputs.map(({ data, evalue }) => (data as Record<string, string>)?.["text/plain"] ?? evalue).join(""),
      );
    },
    notebookOf(...cells),
  );
  assert.match(texts[0] ?? "", /'constructor': 'McLaren'/);
  assert.match(texts[0] ?? "", /'__proto__': 'odd'/);
  assert.match(texts[1] ?? "", /constructor: 7/);
  await settled(page);
  const grid = page.locator("shardbook-table-grid");
  const names = await grid.locator("thead th").evaluateAll((heads) => heads.map((head) => head.getAttribute("title")));
  const rows = await grid
    .locator("tbody tr[aria-rowindex]")
    .evaluateAll((lines) =>
      lines.map((line) => [...line.querySelectorAll("td")].map((cell) => cell.textContent?.trim().replace(/\s+/g, " ") ?? "")),
    );
  const shown = rows.map((row) => Object.fromEntries(row.map((text, at) => [names[at] ?? "hash", text] as const)));
  assert.deepEqual(
    shown
      .map((row) => ["pk, HASH key", "constructor", "__proto__"].map((name) => Object.getOwnPropertyDescriptor(row, name)?.value as string))
      .sort(),
    [
      ["1", "McLaren S", "odd"],
      ["2", "–", "–"],
      ["3", "7 N", "–"],
    ],
  );
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("the call list shows what each call cost, and opens to request and response", async () => {
  const { page } = await site.visit();
  await runLesson(page);
  await settled(page);
  const calls = page.locator("shardbook-calls");
  const refused = calls.locator("button.call.bad").first();
  await refused.scrollIntoViewIfNeeded();
  assert.match(await refused.innerText(), /UpdateItem|PutItem/);
  await refused.click();
  await page.waitForTimeout(300);
  const detail = await calls.locator(".detail").innerText();
  assert.match(detail, /ConditionalCheckFailedException/);
  assert.match(detail, /ConditionExpression/);
  await page.context().close();
});

test("on a phone nothing scrolls sideways, and every panel is a tab away", async () => {
  const { page, complaints } = await site.visit({ width: 390, height: 844 });
  await runLesson(page);
  for (const [name, panel] of [
    ["Stream", "shardbook-stream"],
    ["Tables", "shardbook-tables"],
    ["Calls", "shardbook-calls"],
    ["Notebook", "shardbook-notebook"],
  ] as const) {
    await page.getByRole("tab", { name }).click();
    await page.waitForTimeout(200);
    assert.ok(await page.locator(panel).isVisible(), name);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`);
    const small = await page
      .getByRole("button")
      .evaluateAll((buttons) =>
        buttons
          .filter((button) => button.checkVisibility() && button.getBoundingClientRect().height < 36)
          .map((button) => button.outerHTML.slice(0, 80)),
      );
    assert.deepEqual(small, [], name);
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("keyboard shortcuts run cells and leave the editor", async () => {
  const { page } = await site.visit();
  await book(page).evaluate(
    async (element: ShardBook, content) => {
      await element.ready;
      await element.load(content);
    },
    notebookOf(["javascript", "20 + 1"], ["javascript", "20 + 2"]),
  );
  const editors = page.locator(".cm-content");
  await editors.first().click();
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(500);
  await page.keyboard.press("End");
  await page.keyboard.type("0");
  await page.keyboard.press("Shift+Enter");
  await page.waitForTimeout(500);
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(500);
  const outputs = await book(page).evaluate((element: ShardBook) =>
    element.notebook.cells.map((cell) => (cell.outputs as { data?: Record<string, string> }[])[0]?.data?.["text/plain"]),
  );
  assert.deepEqual(outputs, ["30", "22"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  const inEditor = await page.evaluate(() => {
    let active: Element | null = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.closest(".cm-content") !== null;
  });
  assert.equal(inEditor, false);
  await page.context().close();
});

test("the clock menu moves time: after four hours the shards roll over", async () => {
  const { page } = await site.visit();
  await runLesson(page);
  await page.locator("shardbook-clock-menu summary").click();
  await page.getByRole("button", { name: /Advance 4 h/ }).click();
  await settled(page);
  assert.equal(await page.locator("shardbook-stream-drawing g.shard").count(), 9);
  await page.context().close();
});
