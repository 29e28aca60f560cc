/** `npm test`: sets up, builds, and runs every check. Prints one line per step. `npm test -- page kernel` runs only test files of those names. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildAll, buildWithCmake, installDependencies } from "./setup.mjs";
import { root, run, runMain, StepError, step } from "./step.mjs";

runMain(async () => {
  const only = process.argv.slice(2);
  await installDependencies({ forTests: true });
  await buildAll();
  if (only.length === 0) {
    await step("Format and lint", checkFormat);
    await step("Rooms", () => run(process.execPath, ["scripts/check-rooms.mjs"]));
    await step("Types", () => run(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]));
    await step("Core, with sanitizers: build", (onLine) => buildWithCmake("native-asan", onLine));
    await step("Core, with sanitizers: tests", () => run("build/native-asan/tests/core_tests", []));
  }
  for (const group of ["wasm", "protocol", "expression", "model", "kernel", "observer", "endpoint", "examples", "page"]) {
    const files = testFiles(group, only);
    if (files.length > 0) await step(`Tests: ${group}`, (onLine) => runTests(files, onLine));
  }
});

function testFiles(group, only) {
  const files = filesBelow(`tests/${group}`, /\.test\.ts$/);
  return only.length === 0 ? files : files.filter((file) => only.some((part) => file.includes(part)));
}

function filesBelow(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true }).filter((name) => pattern.test(name));
  return names.map((name) => join(folder, name)).sort();
}

async function runTests(files, onLine) {
  const output = await run(process.execPath, ["--import", "tsx", "--test", "--test-concurrency=1", "--test-reporter=spec", ...files], {
    onLine,
  });
  if (!/^ℹ pass [1-9]/m.test(output)) throw new StepError(`${output}\nNo test has run.`);
}

async function checkFormat() {
  await run(process.execPath, ["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "."]);
  const sources = ["core", "wasm", "tests"].flatMap((folder) => filesBelow(folder, /\.(cc|h)$/));
  await run("clang-format", ["--dry-run", "--Werror", ...sources]);
}
