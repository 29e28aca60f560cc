import assert from "node:assert/strict";
import { test } from "node:test";
import { RowPages } from "../../web/view/row-pages.ts";

const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

test("rows that cannot be had are asked for once, until the table changes", async () => {
  let asked = 0;
  let fails = true;
  const pages: RowPages = new RowPages(
    async () => {
      if (++asked > 50) return { total: 0, rows: [] }; // rather than for ever
      if (fails) throw new Error("not held");
      return { total: 0, rows: [] };
    },
    () => pages.look(0, 1),
  );
  pages.look(0, 1);
  await turns();
  assert.deepEqual([asked, pages.missing], [1, true]);
  fails = false;
  pages.outdate();
  assert.equal(pages.missing, false);
  pages.look(0, 1);
  await turns();
  assert.deepEqual([asked, pages.missing], [2, false]);
});
