/** The element in pages of another origin: by its script, and in a sandboxed frame for notebooks that the page's author did not write. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { openSite, type Site } from "./browser.ts";
import { type Cell, notebookOf } from "./notebook-of.ts";

const BOTO3: Cell = ["python", `import boto3\nboto3.client("dynamodb").list_tables()["TableNames"]`];
const SDK: Cell = [
  "javascript",
  `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
(await new DynamoDBClient({}).send(new ListTablesCommand({}))).TableNames`,
];

const reached: string[] = [];
let site: Site;
let embedderUrl: string;
/** A page with secrets; lets every page read what it answers, if it asks. */
const embedder = createServer(({ url }, response) => {
  const page = pages()[String(url)];
  if (!page && url !== "/favicon.ico") reached.push(String(url));
  const policy = page?.policy && { "Content-Security-Policy": page.policy };
  response.writeHead(200, { "Content-Type": "text/html", "Access-Control-Allow-Origin": "*", ...policy }).end(page?.body ?? "secret");
});

function pages(): Record<string, { body: string; policy?: string }> {
  const origin = new URL(site.url).origin;
  return {
    "/script": {
      body: `<script type="module" src="${site.url}shard-book.js"></script><shard-book></shard-book>`,
      policy: `default-src 'none'; script-src ${origin} 'unsafe-eval'; worker-src blob:; connect-src ${origin} blob:; style-src 'unsafe-inline'`,
    },
    "/frame": {
      body: `<script>document.cookie = "secret=1"; localStorage.secret = "1"; indexedDB.open("secret");</script>
<iframe sandbox="allow-scripts" src="${site.url}?notebook=examples/introduction-to-dynamodb.ipynb"></iframe>`,
    },
  };
}

before(async () => {
  await new Promise<void>((resolve) => embedder.listen(0, "127.0.0.1", resolve));
  embedderUrl = `http://127.0.0.1:${(embedder.address() as AddressInfo).port}/`;
  site = await openSite();
});
after(async () => {
  await site.close();
  embedder.close();
});

async function visit(path: string, embedding = embedderUrl): Promise<Page> {
  const page = await (await site.browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript("globalThis.__name = (value) => value");
  await page.goto(embedding + path);
  return page;
}

/** Runs the cells in the frame's element; returns the status and the text of each. */
async function run(frame: Frame, ...cells: Cell[]): Promise<string[]> {
  const book = frame.locator("shard-book");
  await book.waitFor();
  return book.evaluate(
    async (element: ShardBook, notebook) => {
      await customElements.whenDefined("shard-book");
      await element.ready;
      await element.load(notebook);
      const texts: string[] = [];
      for (let at = 0; at < notebook.cells.length; at++) {
        const { status, outputs } = await element.runCell(at);
        const [output] = outputs;
        texts.push(`${status} ${output?.data ? (output.data as Record<string, unknown>)["text/plain"] : (output?.evalue ?? "")}`);
      }
      return texts;
    },
    notebookOf(...cells),
  );
}

test("a page of another origin that loads the script, with a strict policy of its own, runs boto3 and the SDK", async () => {
  const page = await visit("script");
  assert.deepEqual(await run(page.mainFrame(), BOTO3, SDK), ["ok []", "ok []"]);
  await page.context().close();
});

test("a sandboxed frame runs boto3 and the SDK, also after Stop", async () => {
  const page = await visit("frame");
  const frame = page.frames()[1] as Frame;
  assert.deepEqual(await run(frame, BOTO3, SDK), ["ok []", "ok []"]);
  await frame.locator("shard-book").evaluate((element: ShardBook) => element.stop());
  assert.deepEqual(await run(frame, BOTO3), ["ok []"]);
  await page.context().close();
});

test("neither cells nor the frame reach the page around them, its storage or its server", async () => {
  const page = await visit("frame");
  const frame = page.frames()[1] as Frame;
  const cells: Record<string, string> = {
    indexedDB: `await new Promise((yes, no) => { const open = indexedDB.open("secret"); open.onsuccess = yes; open.onerror = () => no(open.error); })`,
    caches: `await caches.open("secret")`,
    "file system": `await navigator.storage.getDirectory()`,
    fetch: `await (await fetch("${embedderUrl}fetch")).text()`,
    import: `await new Function("return import('${embedderUrl}import')")()`,
    websocket: `await new Promise((yes, no) => Object.assign(new WebSocket("${embedderUrl.replace("http", "ws")}"), { onopen: yes, onerror: no }))`,
    font: `await new FontFace("a", "url(${embedderUrl}font)").load()`,
    "window of the frame": `parent.document`,
    navigation: `location.href = "${embedderUrl}location"`,
  };
  const results = await run(frame, ...Object.values(cells).map((source): Cell => ["javascript", source]));
  const open = Object.keys(cells).filter((_, at) => !results[at]?.startsWith("error"));
  assert.deepEqual(open, ["navigation"]); // of a worker: nothing happens

  const attempts = await frame.evaluate(async (address) => {
    const tries: Record<string, () => unknown> = {
      "parent's document": () => parent.document.title,
      "top's location": () => {
        (top as Window).location.href = `${address}top`;
      },
      cookie: () => document.cookie,
      localStorage: () => localStorage.secret,
      sessionStorage: () => sessionStorage.length,
      fetch: () => fetch(`${address}from-frame`),
    };
    const done: string[] = [];
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt();
        done.push(name);
      } catch {
        // as wanted
      }
    }
    return done;
  }, embedderUrl);
  assert.deepEqual(attempts, []);
  assert.equal(page.url(), `${embedderUrl}frame`);
  assert.deepEqual(reached, []);
  await page.context().close();
});

test("a page of another machine's origin cannot frame the site", async () => {
  const page = await visit("frame", embedderUrl.replace("127.0.0.1", "stranger.localhost"));
  assert.equal(page.frames()[1]?.url(), "chrome-error://chromewebdata/");
  await page.context().close();
});

test("a worker that cannot be loaded is told", async () => {
  const page = await (await site.browser.newContext()).newPage();
  await page.route("**/assets/worker-*", (route) => route.abort());
  for (const [address, frame] of [
    [site.url, 0],
    [`${embedderUrl}frame`, 1],
  ] as const) {
    await page.goto(address);
    const book = (page.frames()[frame] as Frame).locator("shard-book");
    const told = await book.evaluate((element: ShardBook) => element.ready.catch((error: Error) => error.message));
    assert.match(String(told), /could not be loaded|Failed to fetch/);
  }
  await page.context().close();
});
