import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";
import { type Cell, notebookOf } from "./notebook-of.ts";

const reached: string[] = [];
/** Lets every page read what it answers. */
const foreign = createServer((request, response) => {
  reached.push(String(request.url));
  response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript" }).end("0");
});

let site: Site;
let page: Page;
let foreignUrl: string;
before(async () => {
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  site = await openSite();
  ({ page } = await site.visit());
});
after(async () => {
  await site.close();
  foreign.close();
});

test("cells of neither language reach another server", async () => {
  const script = `importScripts("${foreignUrl}/scripts"); postMessage("ran")`;
  const nested = `const worker = new Worker(URL.createObjectURL(new Blob(['${script}'], { type: "text/javascript" })));
await new Promise((yes, no) => Object.assign(worker, { onmessage: yes, onerror: () => no(new Error("refused")) }))`;
  const cells: Cell[] = [
    ["javascript", `await (await fetch("${foreignUrl}/javascript")).text()`],
    ["javascript", `await new Function("return import('${foreignUrl}/import')")()`],
    ["javascript", `await new FontFace("a", "url(${foreignUrl}/font)").load()`],
    ["javascript", nested],
    ["python", `from pyodide.http import pyfetch\nawait (await pyfetch("${foreignUrl}/python")).string()`],
    ["python", `from pyodide.code import run_js\nawait run_js("import('${foreignUrl}/python-import')")`],
    ["python", `import urllib.request\nurllib.request.urlopen("${foreignUrl}/urllib").read()`],
  ];
  const results = await book(page).evaluate(
    async (element: ShardBook, content) => {
      await element.load(content);
      const statuses: string[] = [];
      for (let at = 0; at < content.cells.length; at++) statuses.push((await element.runCell(at)).status);
      return statuses;
    },
    notebookOf(...cells),
  );
  assert.deepEqual(
    results,
    cells.map(() => "error"),
  );
  assert.deepEqual(reached, []);
});

test("files are what their type says, and only pages of this machine may frame the site", async () => {
  for (const path of ["", "shard-book.js"]) {
    const { headers } = await fetch(site.url + path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'self' http:\/\/localhost:\* http:\/\/127.0.0.1:\*;/);
  }
});
