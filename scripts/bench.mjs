/**
 * `npm run bench -- [engine|http|page ...] [--json FILE] [--against FOLDER]`: builds what it needs, then prints measurements next to those of
 * peers. Without a name it measures everything. See tests/bench/run.ts.
 */
import { spawnSync } from "node:child_process";
import { buildWithCmake, setUp } from "./setup.mjs";
import { chosen, root, runMain, step } from "./step.mjs";

/** What setUp makes ready for each part. */
const NEEDS = { engine: ["engine", "core"], http: ["npm", "engine"], page: ["site", "browser"] };

runMain(async () => {
  const args = process.argv.slice(2);
  const end = args.findIndex((arg) => arg.startsWith("-"));
  const named = end < 0 ? args : args.slice(0, end);
  const parts = chosen(named, Object.keys(NEEDS), "bench");
  await setUp("npm", ...parts.flatMap((part) => NEEDS[part]));
  if (parts.includes("engine")) {
    await step("Engine (native)", (onLine) => buildWithCmake("native-release", { targets: ["bench"], onLine }));
  }
  const { status } = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", "tests/bench/run.ts", ...args], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
});
