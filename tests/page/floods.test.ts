import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { INotebookContent } from "@jupyterlab/nbformat";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { floods } from "../soak/flood-cells.ts";
import { problemsOf, watchFlood } from "../soak/flood-watch.ts";
import { book, openSite, type Site } from "./browser.ts";
import { codeCell as code } from "./notebook-of.ts";

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Those whose calls don't go to the observer; tests/soak/floods.ts has all of them, for longer. */
const SHORT = ["display of HTML", "console.log and console.error in turn"];

for (const flood of floods.filter(({ name }) => SHORT.includes(name))) {
  test(`the page answers clicks in the middle of an endless cell: ${flood.name}`, async () => {
    const watched = await watchFlood(site, flood, 2);
    assert.deepEqual(problemsOf(watched), []);
    assert.ok(watched.clicks.length > 0);
  });
}

const markdown = (source: string) => ({ cell_type: "markdown", source, metadata: {} });
const notebook = (cells: object[]) => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }) as INotebookContent;

test("of many outputs the first and the last are drawn, more by a click, and what was left out is told", async () => {
  const { page, complaints } = await site.visit();
  const cells = [code("for n in range(3000): display(n)")];
  await book(page).evaluate((element: ShardBook, content) => element.load(content).then(() => element.runCell(0)), notebook(cells));
  const outputs = page.locator("shardbook-outputs");
  const more = outputs.getByRole("button", { name: /^Show/ });
  const texts = () => outputs.locator("pre, .omitted").allInnerTexts();
  await outputs.getByText("2999", { exact: true }).waitFor();
  const first = await texts();
  assert.deepEqual(
    [first[0], first[39], first[40], first[41], first.at(-1)],
    ["0", "39", "950 more outputs, 2,000 outputs (8 KB) left out\nShow 100", "2990", "2999"],
  );
  for (let clicks = 0; clicks < 10; clicks++) await more.click();
  await more.waitFor({ state: "detached" });
  const all = await texts();
  assert.deepEqual([all[899], all[901], all.length], ["899", "2900", 1_001]);
  assert.match(all[900] ?? "", /^2,000 outputs \(8 KB\) left out$/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("a notebook of thousands of cells draws those in view; the others are found, take the focus, and are drawn then", async () => {
  const { page, complaints } = await site.visit();
  const cells = Array.from({ length: 3_000 }, (_, at) => [code(`print("cell ${at}")`), markdown(`## Heading ${at}`)]).flat();
  await book(page).evaluate((element: ShardBook, content) => element.load(content), notebook(cells));
  const view = page.locator("shardbook-notebook");
  const drawn = view.locator("shardbook-code-cell, shardbook-text-cell");
  await drawn.first().waitFor();
  assert.ok((await drawn.count()) < 200);
  await drawn.nth(1).waitFor();
  await page.waitForFunction(() => (globalThis as unknown as { find(text: string): boolean }).find("Heading 2500"));
  await view.locator("shardbook-text-cell h2", { hasText: "Heading 2500" }).waitFor();
  assert.ok((await drawn.count()) < 400);
  await view.locator(".place").first().focus(); // as Tab does
  await page.waitForFunction(() => {
    const inner = (root: Document | ShadowRoot): Element | null =>
      root.activeElement?.shadowRoot ? inner(root.activeElement.shadowRoot) : root.activeElement;
    return inner(document)?.tagName === "BUTTON";
  });
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("markup and text without bounds are shown as text, and the page goes on", async () => {
  const { page, complaints } = await site.visit();
  const deepJson = `${"[".repeat(20_000)}1${"]".repeat(20_000)}`;
  const output = (data: object) => ({ output_type: "display_data", data, metadata: {} });
  const shown = {
    ...code("1"),
    outputs: [
      output({ "text/html": "<div>".repeat(100_000), "text/plain": "plain instead of HTML" }),
      output({ "application/json": "DEEP", "text/plain": "plain instead of JSON" }),
      output({ "text/plain": "x".repeat(1_000_000) }),
      output({ "text/plain": "y\n".repeat(500_000) }),
      output({ "text/plain": "the end" }),
    ],
  };
  const cells = [">".repeat(100_000), "[".repeat(100_000), "- ".repeat(100_000), "z".repeat(1_000_000), "**drawn**"].map(markdown);
  const text = JSON.stringify(notebook([...cells, shown])).replace('"DEEP"', deepJson);
  await book(page).evaluate((element: ShardBook, content) => element.load(content), text);
  await page.locator("shardbook-text-cell strong", { hasText: "drawn" }).waitFor();
  const outputs = page.locator("shardbook-outputs");
  await outputs.scrollIntoViewIfNeeded();
  await outputs.getByText("the end").waitFor();
  await outputs.getByText("plain instead of HTML").waitFor();
  await outputs.getByText("plain instead of JSON").waitFor();
  await outputs.getByText("shown as text").nth(1).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("when Python dies, its cell ends with the reason, and the next one finds a fresh Python and the tables as they were", async () => {
  const { page } = await site.visit();
  const cells = [
    code(
      "import boto3\nclient = boto3.client('dynamodb')\nclient.create_table(TableName='books', BillingMode='PAY_PER_REQUEST',\n    KeySchema=[{'AttributeName': 'pk', 'KeyType': 'HASH'}], AttributeDefinitions=[{'AttributeName': 'pk', 'AttributeType': 'S'}])\nclient.put_item(TableName='books', Item={'pk': {'S': 'a'}})\nNone",
    ),
    code("import sys\nsys.setrecursionlimit(10**9)\ndef deeper(n): return deeper(n + 1)\ndeeper(0)"),
    code("import boto3\nboto3.client('dynamodb').scan(TableName='books')['Items']"),
  ];
  const results = await book(page).evaluate(async (element: ShardBook, content) => {
    await element.load(content);
    return [await element.runCell(0), await element.runCell(1), await element.runCell(2)];
  }, notebook(cells));
  assert.deepEqual(
    results.map(({ status }) => status),
    ["ok", "error", "ok"],
  );
  assert.match(
    String(results[1]?.outputs.at(-1)?.evalue),
    /Python crashed: calls within calls, such as a recursion, have used up its stack/,
  );
  assert.deepEqual((results[2]?.outputs[0]?.data as Record<string, unknown>)["text/plain"], "[{'pk': {'S': 'a'}}]");
  await page.locator(".notice", { hasText: "Python crashed and was started again" }).waitFor();
  await page.context().close();
});
