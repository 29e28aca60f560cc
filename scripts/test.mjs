/**
 * `npm test`: sets up, builds, and runs every check. Prints one line per step. `npm test -- put_item kernel` runs only the tests whose folder or
 * file has one of these names, and builds only what they need.
 */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { buildWithCmake, setUp } from "./setup.mjs";
import { root, run, runMain, StepError, step } from "./step.mjs";

/** The groups of tests in TypeScript, and what each needs to be made ready (see setup.mjs). Tests in C++ need core. */
const NEEDS = {
  wasm: ["engine"],
  protocol: ["engine", "python"], // the service's model comes with botocore
  expression: ["engine"],
  model: ["engine"],
  kernel: ["engine", "python"],
  observer: ["engine"],
  endpoint: ["engine", "pip"],
  examples: ["engine", "python"],
  page: ["site", "browser"],
};

const isCore = (file) => file.endsWith(".cc");
const isScript = (file) => file.endsWith(".test.ts");
const folderOf = (file) => basename(dirname(file));
const foldersOf = (files) => [...new Set(files.map(folderOf))];

runMain(() => (process.argv.length > 2 ? runNamed(process.argv.slice(2)) : runAll()));

async function runAll() {
  await setUp("site", "core", "browser", "formatters");
  await step("Format and lint", checkFormat);
  await step("Rooms", () => run(process.execPath, ["scripts/check-rooms.mjs"]));
  await step("Types", () => run(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]));
  await step("Core, with sanitizers: build", (onLine) => buildWithCmake("native-asan", { onLine }));
  await step("Core, with sanitizers: tests", () => runCoreTests("build/native-asan/tests/core_tests"));
  await runScripts(allTests());
}

async function runNamed(names) {
  const tests = testsNamed(names);
  const folders = foldersOf(tests.filter(isCore));
  const groups = groupsOf(tests);
  await setUp(...(folders.length > 0 ? ["core"] : []), ...(groups.length > 0 ? ["npm"] : []), ...groups.flatMap((group) => NEEDS[group]));
  if (folders.length > 0) {
    const targets = folders.map((folder) => `${folder}_tests`);
    await step("Core: build", (onLine) => buildWithCmake("native-debug", { targets, onLine }));
  }
  for (const folder of folders) {
    const files = tests.filter((file) => isCore(file) && folderOf(file) === folder);
    await step(`Core: ${folder}`, () => runCoreTests(`build/native-debug/tests/${folder}_tests`, files));
  }
  await runScripts(tests);
}

/** Every name must be that of a folder or a file, as "put_item", "PutItem", "conditions" or "put_item/conditions". */
function testsNamed(names) {
  const all = allTests();
  const chosen = new Set();
  for (const name of names) {
    const found = all.filter((file) => isNamed(file, name));
    if (found.length === 0) throw new StepError(`No test is named ${name}.${similar(all, name)}`);
    for (const file of found) chosen.add(file);
  }
  return all.filter((file) => chosen.has(file));
}

function isNamed(file, name) {
  const path = plain(file);
  const wanted = plain(name);
  return path === wanted || path.split("/").includes(wanted);
}

/** "tests/put_item/return_values.cc" and "PutItem/ReturnValues" alike. */
function plain(path) {
  const short = path.replace(/^tests\//, "").replace(/(\.test\.ts|\.cc)$/, "");
  return short.toLowerCase().replace(/[^a-z0-9/]/g, "");
}

function similar(files, name) {
  const words = new Set(files.flatMap((file) => [folderOf(file), basename(file).replace(/\..*/, "")]));
  const near = [...words].filter((word) => plain(word).includes(plain(name))).sort();
  if (near.length > 0) return ` Did you mean ${near.join(", ")}?`;
  return " Name a folder or a file of tests/, such as put_item or put_item/conditions.";
}

function allTests() {
  const files = filesBelow("tests", /\.(cc|test\.ts)$/).filter((file) => dirname(file) !== "tests");
  return files.filter((file) => !["bench", "fuzz", "soak"].includes(folderOf(file)));
}

function filesBelow(folder, pattern) {
  const names = readdirSync(join(root, folder), { recursive: true }).filter((name) => pattern.test(name));
  return names.map((name) => join(folder, name)).sort();
}

async function runCoreTests(program, files = []) {
  const only = files.length > 0 ? [`--source-file=${files.map((file) => `*${file}`).join(",")}`] : [];
  const output = await run(program, only);
  if (!/test cases: +[1-9]/.test(output)) throw new StepError(`${output}\nNo test has run.`);
}

async function runScripts(tests) {
  for (const group of groupsOf(tests)) {
    const files = tests.filter((file) => isScript(file) && folderOf(file) === group);
    await step(`Tests: ${group}`, (onLine) => runTests(files, onLine));
  }
}

/** In the order of NEEDS: what is quick and basic first. */
function groupsOf(tests) {
  const groups = foldersOf(tests.filter(isScript));
  const unknown = groups.find((group) => !(group in NEEDS));
  if (unknown) throw new StepError(`scripts/test.mjs does not say what the tests in tests/${unknown} need.`);
  return Object.keys(NEEDS).filter((group) => groups.includes(group));
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
