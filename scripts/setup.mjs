/** Everything needed before the page can be served or tests can run. When nothing has changed, it takes seconds. */
import { cpSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installSystemPackages } from "./debian.mjs";
import { root, run, StepError, step } from "./step.mjs";
import { unlessUpToDate } from "./up-to-date.mjs";

const LEAST_NODE = [20, 19];
const FOR_CMAKE = ["cmake", "ninja-build", "nlohmann-json3-dev", "libboost1.81-dev"];

/** What can be made ready, in this order: the system packages and others of the list that it needs, and how it is done. */
const READY = {
  npm: {
    label: "npm packages",
    work: installNpmPackages,
  },
  engine: {
    label: "Engine (WebAssembly)",
    packages: ["emscripten", ...FOR_CMAKE],
    work: (onLine) => buildWithCmake("wasm-release", { onLine }),
  },
  pip: { packages: ["python3", "python3-pip"] },
  python: {
    label: "Python with boto3",
    needs: ["npm", "pip"],
    work: (onLine) => run(process.execPath, ["--import", "tsx", "scripts/build-python.ts"], { onLine }),
  },
  site: { label: "Site", needs: ["engine", "python"], work: buildSite },
  core: { packages: ["g++", "doctest-dev", ...FOR_CMAKE] }, // built by those who know which part and how
  browser: { packages: ["chromium"] },
  formatters: { needs: ["npm"], packages: ["clang-format"] },
};

/** Makes these and all that they need ready: setUp("site", "browser"). */
export async function setUp(...names) {
  checkNode();
  const wanted = withNeeds(names).map((name) => READY[name]);
  const packages = new Set(wanted.flatMap((entry) => entry.packages ?? []));
  await step("System packages", (onLine) => installSystemPackages([...packages].sort(), onLine));
  for (const { label, work } of wanted) if (work) await step(label, work);
}

function withNeeds(names) {
  const all = new Set();
  const add = (name) => {
    for (const need of READY[name].needs ?? []) add(need);
    all.add(name);
  };
  names.forEach(add);
  return Object.keys(READY).filter((name) => all.has(name));
}

/** Builds `targets`, or all there is to build. */
export async function buildWithCmake(preset, { targets = [], onLine } = {}) {
  await unlessUpToDate(`configured-${preset}`, ["CMakePresets.json"], [`build/${preset}/build.ninja`], () =>
    run("cmake", ["--preset", preset], { onLine }),
  );
  await run("cmake", ["--build", "--preset", preset, ...targets.flatMap((target) => ["--target", target])], { onLine });
}

async function installNpmPackages(onLine) {
  // Through a link, npm ci would empty the packages of the checkout that it leads to.
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  await unlessUpToDate("npm", ["package-lock.json"], ["node_modules/vite"], () =>
    run("npm", ["ci", "--no-fund", "--no-audit"], { onLine }),
  );
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
