import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { marked } from "marked";
import { isDrawableHtml, isDrawableMarkdown } from "../../web/model/markup-limits.ts";
import { parseNotebook } from "../../web/model/nbformat.ts";

test("markup that nests or repeats without end is not drawn", () => {
  const markdown = [
    ">".repeat(100_000),
    "> ".repeat(1_000),
    "- ".repeat(10_000),
    "1. ".repeat(10_000),
    "[".repeat(100_000),
    "*a _b ".repeat(100_000),
    "_a".repeat(50_000),
    `${"a.".repeat(50_000)}@`,
    "x".repeat(1_000_000),
  ];
  for (const source of markdown) assert.equal(isDrawableMarkdown(source), false, source.slice(0, 10));
  const html = ["<div>", "<b>", "<details>", "<a><b><i>", "<table><tr><td>", "<ul><li>", "<p>"].map((tags) => tags.repeat(100_000));
  for (const markup of html) assert.equal(isDrawableHtml(markup), false, markup.slice(0, 10));
});

test("ordinary markup is drawn", () => {
  const markdown = [
    "",
    "# Books\n\n> > - quoted\n\n| a | b |\n| - | - |\n",
    `${"-".repeat(200)}\n\n${"*".repeat(200)}`,
    Array.from({ length: 20 }, (_, depth) => `${"  ".repeat(depth)}- item`).join("\n"),
    "A sentence. ".repeat(200),
    "```\n[1, 2, [3]]\n```\n".repeat(200),
  ];
  for (const source of markdown) {
    assert.ok(isDrawableMarkdown(source), source.slice(0, 20));
    assert.ok(isDrawableHtml(marked.parse(source, { async: false })), source.slice(0, 20));
  }
  const rows = "<tr><td>1<td>2</td></tr>".repeat(1_000);
  const html = ["<p>a<p>b", `<table><tbody>${rows}</tbody></table>`, `<ul>${"<li>a".repeat(1_000)}`, "a < b", "<br>".repeat(1_000)];
  for (const markup of html) assert.ok(isDrawableHtml(markup), markup.slice(0, 20));
});

test("every text of the examples is drawn", () => {
  const folder = new URL("../../examples/", import.meta.url);
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".ipynb"))) {
    const { cells } = parseNotebook(readFileSync(new URL(name, folder), "utf8"));
    for (const { type, source } of cells) {
      if (type !== "markdown") continue;
      assert.ok(isDrawableMarkdown(source));
      assert.ok(isDrawableHtml(marked.parse(source, { async: false })));
    }
  }
});
