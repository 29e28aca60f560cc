/** The system packages Shardbook needs, by their Debian names. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, StepError } from "./step.mjs";

const command = (name) => () => process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));
const file = (path) => () => existsSync(path);

const TO_START = [
  ["emscripten", command("em++")],
  ["cmake", command("cmake")],
  ["ninja-build", command("ninja")],
  ["nlohmann-json3-dev", file("/usr/include/nlohmann/json.hpp")],
  ["libboost1.81-dev", file("/usr/include/boost/json.hpp")],
  ["python3", command("python3")],
  ["python3-pip", hasPip],
];
const TO_TEST = [
  ["g++", command("g++")],
  ["doctest-dev", file("/usr/include/doctest/doctest.h")],
  ["clang-format", command("clang-format")],
  ["chromium", command("chromium")],
];

/** Installs what is missing, or throws a StepError that says what to install. */
export async function installSystemPackages({ forTests, onLine }) {
  const wanted = [...TO_START, ...(forTests ? TO_TEST : [])];
  const missing = [];
  for (const [name, isThere] of wanted) if (!(await isThere())) missing.push(name);
  if (missing.length === 0) return;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = [...asRoot, "apt-get"];
  const advice = `Please install these packages of Debian 12 (or what your system calls them), then run the command again:\n  sudo apt-get install ${missing.join(" ")}`;
  if (!command("apt-get")() || (asRoot.length > 0 && !(await canSudo()))) throw new StepError(advice);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run(apt[0], [...apt.slice(1), "update", "-q"], { env, onLine });
    await run(apt[0], [...apt.slice(1), "install", "-y", "--no-install-recommends", ...missing], { env, onLine });
  } catch (error) {
    throw new StepError(`${error.message}\n\n${advice}`);
  }
}

async function hasPip() {
  return run("python3", ["-m", "pip", "--version"]).then(
    () => true,
    () => false,
  );
}

async function canSudo() {
  return run("sudo", ["-n", "true"]).then(
    () => true,
    () => false,
  );
}
