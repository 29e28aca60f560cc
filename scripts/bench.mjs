/** `npm run bench`: builds what it needs, then prints figures beside a peer's. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildWithCmake, installDependencies } from "./setup.mjs";
import { root, run, runMain, step } from "./step.mjs";

runMain(async () => {
  await installDependencies({ forTests: true });
  await step("Engine (WebAssembly)", (onLine) => buildWithCmake("wasm-release", onLine));
  await step("Engine (native)", async (onLine) => {
    if (!existsSync(join(root, "build/native-release/build.ninja"))) await run("cmake", ["--preset", "native-release"], { onLine });
    await run("cmake", ["--build", "--preset", "native-release", "--target", "bench"], { onLine });
  });
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "tests/bench/run.ts"], { cwd: root, stdio: "inherit" });
  process.exit(status ?? 1);
});
