/** `npm run bench`: builds what it needs, then prints measurements next to those of peers. --json FILE also writes them to a file. */
import { spawnSync } from "node:child_process";
import { buildWithCmake, setUp } from "./setup.mjs";
import { root, runMain, step } from "./step.mjs";

runMain(async () => {
  await setUp("site", "core", "browser");
  await step("Engine (native)", (onLine) => buildWithCmake("native-release", { targets: ["bench"], onLine }));
  const args = ["--import", "tsx", "tests/bench/run.ts", ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
});
