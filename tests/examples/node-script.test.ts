import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { examples, root } from "./run-notebook.ts";

test("a Node program queries its own engine", async () => {
  const script = join(examples, "node-script.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], { cwd: root });
  const [noon, ...later] = stdout.trimEnd().split("\n");
  assert.equal(noon, "Zürich, 12:00, 8 °C");
  assert.equal(later.at(-1), "4 items for 0.5 read units");
});
