import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";
import { notebookOf } from "./notebook-of.ts";

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const CREATE = `import boto3
client = boto3.client("dynamodb", region_name="us-east-2")
client.create_table(TableName="books", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})`;
const PUTS = `for n in range(5):
    client.put_item(TableName="books", Item={"pk": {"S": f"book {n}"}})`;
const DELETES = `client.delete_item(TableName="books", Key={"pk": {"S": "book 0"}})
client.delete_table(TableName="books")`;

/** A table is created (step 1), filled (2 to 6), loses an item (7) and is deleted (8). */
async function lived(page: Page): Promise<void> {
  const content = notebookOf(["python", CREATE], ["python", PUTS], ["python", DELETES]);
  await book(page).evaluate(async (element: ShardBook, notebook) => {
    await element.load(notebook);
    const { ok } = await element.runAll();
    if (!ok) throw new Error(JSON.stringify(element.notebook.cells));
  }, content);
  await page.locator("shardbook-timeline .state", { hasText: "step 8" }).waitFor();
}

const seek = (page: Page, position: number) => book(page).evaluate((element: ShardBook, to) => element.timeline.seek(to), position);
const position = (page: Page) => book(page).evaluate((element: ShardBook) => element.timeline.position);
/** Waits until there are so many. */
async function count(page: Page, selector: string, wanted: number): Promise<void> {
  const found = page.locator(selector);
  await found.nth(wanted - 1).waitFor();
  await found.nth(wanted).waitFor({ state: "detached" });
}
const rows = (page: Page) => page.locator("shardbook-table-grid tbody td:nth-child(2)");

test("stream, tables and calls show any moment of the past, and a banner says so", async () => {
  const { page, complaints } = await site.visit();
  await lived(page);
  await page.locator("shardbook-tables header", { hasText: "DELETING" }).waitFor();
  await seek(page, 4);
  await page.locator("shardbook-timeline .banner", { hasText: "Viewing step 4 of 8" }).waitFor();
  await page.locator("shardbook-tables header", { hasText: "3 items" }).waitFor();
  await rows(page).nth(2).waitFor();
  assert.deepEqual((await rows(page).allTextContents()).map((text) => text.trim()).sort(), ["book 0", "book 1", "book 2"]);
  await count(page, "shardbook-call-row", 4);
  await count(page, "shardbook-stream-drawing g.record", 3);
  await seek(page, 7);
  await page.locator("shardbook-tables header", { hasText: "4 items" }).waitFor();
  await rows(page).filter({ hasText: "book 0" }).waitFor({ state: "detached" });
  await seek(page, 0);
  await page.locator("shardbook-stream .empty", { hasText: "No stream yet" }).waitFor();
  await page.getByRole("button", { name: "Return to now" }).click();
  await page.locator("shardbook-timeline .state", { hasText: "Live" }).waitFor();
  await count(page, "shardbook-call-row", 8);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("keys go step by step and play; whatever runs returns to now", async () => {
  const { page } = await site.visit();
  await lived(page);
  const slider = page.getByRole("slider", { name: "Step shown" });
  await slider.focus();
  await slider.press("ArrowLeft");
  await slider.press("ArrowLeft");
  assert.equal(await position(page), 6);
  await page.locator('[role=slider][aria-valuenow="6"][aria-valuetext="Step 6 of 8. Cell 2: PutItem."]').waitFor();
  await slider.press("Home");
  assert.equal(await position(page), 0);
  await slider.press("ArrowRight");
  assert.equal(await position(page), 1);
  await book(page).evaluate((element: ShardBook) => {
    element.timeline.speed = 20;
  });
  await slider.press("Space");
  await page.locator("shardbook-timeline .state", { hasText: "Live" }).waitFor();
  assert.equal(await position(page), 8);
  await slider.press("Home");
  await book(page).evaluate((element: ShardBook) => element.runCell(0));
  await page.locator("shardbook-timeline .state", { hasText: "step 9" }).waitFor();
  assert.equal(await position(page), 9);
  await page.context().close();
});

test("one goes on from a moment of the past: tables as then, other ids, and what came after is gone", async () => {
  const { page, complaints } = await site.visit();
  await lived(page);
  await seek(page, 4);
  await page.getByRole("button", { name: "Run from here" }).click();
  await page.locator(".notice", { hasText: "Going on from step 4." }).waitFor();
  await page.locator("shardbook-timeline .state", { hasText: "Live, step 4" }).waitFor();
  const items = await book(page).evaluate(async (element: ShardBook) => {
    await element.ready;
    await element.runCell(1);
    const { body } = await element.call("DynamoDB_20120810.Scan", { TableName: "books" }, { region: "us-east-2" });
    return [element.notebook.cells[1]?.outputs, (body as { Count: number }).Count];
  });
  assert.match(JSON.stringify(items[0]), /NameError/, "variables are gone");
  assert.equal(items[1], 3);
  await page.locator("shardbook-tables header", { hasText: "3 items" }).waitFor();
  await page.locator("shardbook-timeline .state", { hasText: "Live, step 5" }).waitFor();
  await seek(page, 2);
  await page.locator("shardbook-tables header", { hasText: "1 item" }).waitFor();
  await rows(page).filter({ hasText: "book 0" }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("the clock's menu says what comes next, goes there, and tells what happened", async () => {
  const { page } = await site.visit();
  await lived(page);
  await book(page).evaluate(async (element: ShardBook) => {
    await element.runCell(0);
    await element.call("DynamoDB_20120810.ListTables", {}, { region: "us-east-2" }); // by now the table is active
  });
  await page.getByLabel(/^Table clock/).click();
  await page
    .locator("shardbook-clock-menu li", { hasText: /Shard …[0-9a-f]{8} rolls over/ })
    .nth(3)
    .waitFor();
  await page.getByRole("button", { name: /To the next event in (3 h 59 min|4 h)/ }).click();
  await page.locator(".notice", { hasText: "The clock moved. 4 shards rolled over." }).waitFor();
  await book(page).evaluate((element: ShardBook) => element.timeline.seek(element.timeline.length - 1));
  await book(page).evaluate((element: ShardBook) => element.timeline.seek(0));
  await page.locator("shardbook-timeline .banner", { hasText: "Before the first step." }).waitFor();
  await page.context().close();
});

test("the playhead follows the pointer, and the past is still there after Stop", async () => {
  const { page } = await site.visit();
  await lived(page);
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await book(page).evaluate((element: ShardBook) => void element.stop());
  await page.locator(".notice", { hasText: "Stopped." }).waitFor();
  assert.equal(await stop.isDisabled(), true);
  const track = await page.locator("shardbook-timeline .track").boundingBox();
  assert.ok(track);
  await page.mouse.move(track.x + 14 + 36 * 2.5, track.y + 30);
  await page.mouse.down();
  assert.equal(await position(page), 3);
  await page.mouse.move(track.x + 14 + 36 * 5.5, track.y + 60);
  await page.mouse.up();
  assert.equal(await position(page), 6);
  await page.locator("shardbook-tables header", { hasText: "5 items" }).waitFor();
  await rows(page).nth(4).waitFor();
  await page.context().close();
});
