/** The system packages Shardbook needs, by their Debian names. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, StepError } from "./step.mjs";

const command = (name) => () => process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));
const file = (path) => () => existsSync(path);

/** Each package, and how to see that it is there. */
const PACKAGES = {
  chromium: command("chromium"),
  "clang-format": command("clang-format"),
  cmake: command("cmake"),
  "doctest-dev": file("/usr/include/doctest/doctest.h"),
  emscripten: command("em++"),
  "g++": command("g++"),
  "libboost1.81-dev": file("/usr/include/boost/json.hpp"),
  "ninja-build": command("ninja"),
  "nlohmann-json3-dev": file("/usr/include/nlohmann/json.hpp"),
  python3: command("python3"),
  "python3-pip": hasPip,
};

/** Installs what is missing, or throws a StepError that says what to install. */
export async function installSystemPackages(names, onLine) {
  const missing = [];
  for (const name of names) if (!(await PACKAGES[name]())) missing.push(name);
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
