import assert from "node:assert/strict";
import { test } from "node:test";
import { rewriteCell } from "../../web/kernel/javascript-cell.ts";

const lines = (text: string) => text.split("\n").length;

test("every line keeps its number", () => {
  const source = 'import {\n  a,\n  b as c,\n} from "m";\nconst {\n  d,\n} = c;\nfunction f() {\n}\nd';
  const { code, declared } = rewriteCell(source);
  assert.equal(lines(code), lines(source));
  assert.deepEqual(declared, ["a", "c", "d", "f"]);
});

test("patterns declare the names they bind", () => {
  assert.deepEqual(rewriteCell("const { a: { b = 1 }, ...c } = x, [d, , ...[e]] = y").declared, ["b", "c", "d", "e"]);
});

test("only the last expression is the value, and none after a semicolon", () => {
  assert.match(rewriteCell("1\n2").code, /^1\n;return \(await \(2\)\)$/);
  assert.equal(rewriteCell("1;").code, "1;");
});

test("names in blocks belong to the block", () => {
  assert.deepEqual(rewriteCell("for (const a of []) { let b }\nif (true) { const c = 1 }").declared, []);
});

test("dynamic imports become the cell's imports", () => {
  assert.match(rewriteCell('const f = () => import("m")').code, /\$import\("m"\)/);
});

test("export is refused with its line", () => {
  assert.throws(
    () => rewriteCell("1\nexport const a = 1"),
    (error: SyntaxError & { loc?: { line: number } }) => error.loc?.line === 2,
  );
});
