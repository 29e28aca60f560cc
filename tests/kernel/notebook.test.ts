import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "shardbook-"));
});
after(() => rm(folder, { recursive: true }));

function notebook(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "scripts/notebook.ts", ...args], { cwd: root, encoding: "utf8" });
}

async function save(name: string, sources: string[], language = "python"): Promise<string> {
  const cells = sources.map((source) => ({ cell_type: "code", source, metadata: { shardbook: { language } }, outputs: [] }));
  const heading = { cell_type: "markdown", source: ["# Books\n", "text"], metadata: {} };
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [heading, ...cells] }));
  return path;
}

test("a notebook runs with the files beside it and is written with its outputs", async () => {
  await writeFile(join(folder, "names.txt"), "Jill");
  const path = await save("good.ipynb", ["name = open('names.txt').read()\nprint(name)\nprint(1)", "len(name)"]);
  const output = join(folder, "out.ipynb");
  const { status, stdout } = notebook(path, "--output", output);
  assert.equal(status, 0);
  assert.match(stdout, /# Books\n\[1\]\nJill\n1\n\[2\]\n4\n/);
  const written = JSON.parse(await readFile(output, "utf8"));
  assert.equal(written.nbformat_minor, 5);
  assert.deepEqual(written.cells[1].outputs, [{ output_type: "stream", name: "stdout", text: "Jill\n1\n" }]);
  assert.deepEqual(written.cells[2].outputs[0].data, { "text/plain": "4" });
});

test("it stops at the first error and names the cell and line", async () => {
  const path = await save("bad.ipynb", ["1;", "let a = 1;\na.b.c", "console.log('not reached')"], "javascript");
  const { status, stdout, stderr } = notebook(path);
  assert.equal(status, 1);
  assert.match(stderr, /TypeError[\s\S]*Cell 2 failed at line 2\n$/);
  assert.doesNotMatch(stdout, /not reached/);
});

test("a rejected promise that no cell awaits is reported", async () => {
  const path = await save(
    "forgotten.ipynb",
    ["void Promise.reject(new Error('lost'));", "await new Promise((r) => setTimeout(r, 1))"],
    "javascript",
  );
  const { status, stdout } = notebook(path);
  assert.match(stdout, /Not awaited: Error: lost\n\s+at <cell 1>:1/);
  assert.equal(status, 0);
});

test("a missing or broken file is named", async () => {
  await writeFile(join(folder, "broken.ipynb"), "{");
  assert.match(notebook(join(folder, "none.ipynb")).stderr, /There is no file .*none\.ipynb/);
  assert.match(notebook(join(folder, "broken.ipynb")).stderr, /broken\.ipynb: Not a notebook/);
  assert.match(notebook().stderr, /^Usage:/);
});
