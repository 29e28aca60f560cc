/**
 * `npm test`: sets up, builds, and runs every check. Prints one line per step. `npm test -- put_item page` runs only the tests whose files have
 * one of these words in their names, and builds no more than they need.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildAll, buildWithCmake, installDependencies } from "./setup.mjs";
import { root, run, runMain, StepError, step } from "./step.mjs";

const GROUPS = ["wasm", "protocol", "expression", "model", "kernel", "observer", "endpoint", "examples", "page"];

runMain(async () => {
  const only = process.argv.slice(2);
  if (only.length === 0) await testAll();
  else await testSome(only);
});

async function testAll() {
  await installDependencies({ forTests: true });
  await buildAll();
  await step("Format and lint", checkFormat);
  await step("Rooms", () => run(process.execPath, ["scripts/check-rooms.mjs"]));
  await step("Types", () => run(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]));
  await step("Core, with sanitizers: build", (onLine) => buildWithCmake("native-asan", onLine));
  await step("Core, with sanitizers: tests", () => run("build/native-asan/tests/core_tests", []));
  await testGroups([]);
}

async function testSome(only) {
  const core = filesBelow("tests", /\.cc$/).filter((file) => only.some((part) => file.includes(part)));
  const isScript = GROUPS.some((group) => testFiles(group, only).length > 0);
  if (core.length === 0 && !isScript) throw new StepError(`No test's file has a name with ${only.join(" or ")} in it.`);
  await installDependencies({ forTests: true });
  if (core.length > 0) {
    await step("Core: build", (onLine) => buildWithCmake("native-debug", onLine));
    await step("Core: tests", () => testCore(core));
  }
  if (isScript) {
    await buildAll();
    await testGroups(only);
  }
}

async function testCore(files) {
  const output = await run("build/native-debug/tests/core_tests", [`--source-file=${files.map((file) => `*/${file}`).join()}`]);
  if (/test cases: +0 /.test(output)) throw new StepError(`${output}\nNo test has run.`);
}

async function testGroups(only) {
  for (const group of GROUPS) {
    const files = testFiles(group, only);
    if (files.length > 0) await step(`Tests: ${group}`, (onLine) => runTests(files, onLine));
  }
}

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
