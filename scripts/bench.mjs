/** `npm run bench`: builds what it needs, then prints measurements next to those of peers. --json FILE also writes them to a file. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildAll, installDependencies } from "./setup.mjs";
import { root, run, runMain, step } from "./step.mjs";

runMain(async () => {
  await installDependencies({ forTests: true });
  await buildAll();
  await step("Engine (native)", async (onLine) => {
    if (!existsSync(join(root, "build/native-release/build.ninja"))) await run("cmake", ["--preset", "native-release"], { onLine });
    await run("cmake", ["--build", "--preset", "native-release", "--target", "bench"], { onLine });
  });
  const args = ["--import", "tsx", "tests/bench/run.ts", ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
});
