import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test("a documentation page embeds the element, and its notebook runs there", async () => {
  for (const width of [1024, 390]) {
    const { page, complaints } = await site.visit({ path: "examples/embed.html", width });
    const result = await book(page).evaluate(async (element: ShardBook) => {
      await element.ready;
      return element.runAll();
    });
    assert.equal(result.ok, true);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(complaints, []);
    await page.context().close();
  }
});
