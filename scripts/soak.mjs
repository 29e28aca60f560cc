/**
 * `npm run soak -- MINUTES [NAME ...]`: builds what it needs, then attacks for that long: endless cells, Stops, kills of an endpoint, damaged files,
 * random walks. Without a name every program of tests/soak gets an equal share. Each prints how much it tried; fails if one has found a fault.
 */
import { spawnSync } from "node:child_process";
import { buildWithCmake, setUp } from "./setup.mjs";
import { chosen, root, runMain, StepError, step } from "./step.mjs";

/** What setUp makes ready for each program. */
const NEEDS = {
  damage: ["engine"],
  "data-file": ["engine"],
  floods: ["site", "browser"],
  replay: ["engine", "core"],
  stop: ["site", "browser"],
};

runMain(async () => {
  const [minutes, ...named] = process.argv.slice(2);
  if (!(Number(minutes) > 0)) throw new StepError("For how many minutes? npm run soak -- MINUTES [NAME ...]");
  const programs = chosen(named, Object.keys(NEEDS), "program");
  await setUp("npm", ...programs.flatMap((program) => NEEDS[program]));
  if (programs.includes("replay")) {
    await step("Engine (native)", (onLine) => buildWithCmake("native-release", { targets: ["replay"], onLine }));
  }
  for (const program of programs) {
    console.log(`${program}:`);
    const args = ["--import", "tsx", `tests/soak/${program}.ts`, String(Number(minutes) / programs.length)];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
});
