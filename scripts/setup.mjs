/** Everything needed before the page can be served or tests can run. When nothing has changed, it takes seconds. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installSystemPackages } from "./debian.mjs";
import { root, run, StepError, step } from "./step.mjs";
import { unlessUpToDate } from "./up-to-date.mjs";

const LEAST_NODE = [20, 19];

/** System and npm packages. */
export async function installDependencies({ forTests = false } = {}) {
  checkNode();
  await step("System packages", (onLine) => installSystemPackages({ forTests, onLine }));
  await step("npm packages", (onLine) =>
    unlessUpToDate("npm", ["package-lock.json"], ["node_modules/vite"], () => run("npm", ["ci", "--no-fund", "--no-audit"], { onLine })),
  );
}

/** engine.wasm, Python with boto3, the site. */
export async function buildAll() {
  await step("Engine (WebAssembly)", (onLine) => buildWithCmake("wasm-release", onLine));
  await step("Python with boto3", (onLine) => run(process.execPath, ["--import", "tsx", "scripts/build-python.ts"], { onLine }));
  await step("Site", (onLine) => buildSite(onLine));
}

export async function buildWithCmake(preset, onLine) {
  if (!existsSync(join(root, "build", preset, "build.ninja"))) await run("cmake", ["--preset", preset], { onLine });
  await run("cmake", ["--build", "--preset", preset], { onLine });
}

async function buildSite(onLine) {
  const inputs = ["web", "wasm", "examples", "vite.config.ts", "package-lock.json", "build/wasm", "build/python/manifest.json"];
  await unlessUpToDate("site", inputs, ["build/site/index.html"], async () => {
    gatherPublicFiles();
    await run(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], { onLine });
  });
}

/** Files that the site serves as they are: see vite.config.ts. */
function gatherPublicFiles() {
  const target = join(root, "build/public");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, "py"), { recursive: true });
  cpSync(join(root, "build/wasm/engine.wasm"), join(target, "engine.wasm"));
  for (const name of readdirSync(join(root, "build/python"), { withFileTypes: true })) {
    if (name.isFile()) cpSync(join(root, "build/python", name.name), join(target, "py", name.name));
  }
  cpSync(join(root, "examples"), join(target, "examples"), { recursive: true, filter: (path) => !/\.m?ts$|\.mjs$/.test(path) });
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new StepError(`Shardbook needs Node ${LEAST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
}
