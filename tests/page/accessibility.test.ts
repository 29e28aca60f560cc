import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite, type Site } from "./browser.ts";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** What axe finds: each rule with the first element that breaks it. */
async function faults(page: Page): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: rules });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, RULES);
}

async function runLesson(page: Page): Promise<void> {
  await book(page).evaluate(async (element: ShardBook) => {
    await element.ready;
    const code = element.notebook.cells.flatMap(({ cell_type }, index) => (cell_type === "code" ? [index] : []));
    for (const index of code.slice(0, -2)) await element.runCell(index);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the wide page, ${colorScheme}`, async () => {
    const { page } = await site.visit();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(AXE);
    assert.deepEqual(await faults(page), [], "fresh");
    await runLesson(page);
    await page.locator("shardbook-call-row").first().waitFor();
    assert.deepEqual(await faults(page), [], "after the lesson");
    await book(page).evaluate((element: ShardBook) => element.timeline.seek(12));
    await page.getByRole("button", { name: "Return to now" }).waitFor();
    await page.getByLabel(/^Table clock/).click();
    assert.deepEqual(await faults(page), [], "in the past, with the clock's menu");
    await page.getByRole("button", { name: "Log" }).click();
    await page.getByRole("button", { name: "Reset" }).click();
    assert.deepEqual(await faults(page), [], "with the log and a dialog");
    await page.context().close();
  });

  test(`axe finds nothing on the phone's page, ${colorScheme}`, async () => {
    const { page } = await site.visit();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(AXE);
    await runLesson(page);
    assert.deepEqual(await faults(page), [], "notebook");
    for (const name of ["Stream", "Tables", "Calls"]) {
      await page.getByRole("tab", { name }).click();
      await page.getByRole("tab", { name, selected: true }).waitFor();
      assert.deepEqual(await faults(page), [], name);
    }
    await page.context().close();
  });
}
