/** boto3 and the AWS CLI from PyPI in build/endpoint-python, pinned by hash; downloaded only once. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const requirements = join(root, "requirements-endpoint-tests.txt");
const target = join(root, "build/endpoint-python");
const run = promisify(execFile);

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "any",
  AWS_SECRET_ACCESS_KEY: "any",
  AWS_DEFAULT_REGION: "eu-west-1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_PAGER: "",
  NO_PROXY: "127.0.0.1",
  PYTHONDONTWRITEBYTECODE: "",
  PYTHONIOENCODING: "utf-8",
};

/** Runs python3 with the packages; rejects with its error output if it fails. */
export async function python(args: string[]): Promise<string> {
  await installPackages();
  const { stdout } = await run("python3", args, { env: { ...process.env, ...ENVIRONMENT, PYTHONPATH: target } });
  return stdout;
}

let installed: Promise<void> | undefined;

export function installPackages(): Promise<void> {
  installed ??= installOnce();
  return installed;
}

async function installOnce(): Promise<void> {
  const version = (await run("python3", ["--version"])).stdout;
  const wanted = createHash("sha256")
    .update(await readFile(requirements))
    .update(version)
    .digest("hex");
  const stamp = join(target, "installed.txt");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  const fresh = `${target}-${process.pid}`;
  const quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action", "ignore"];
  const exact = ["--no-deps", "--require-hashes", "--only-binary", ":all:"];
  await run("python3", ["-m", "pip", "install", ...quiet, ...exact, "--target", fresh, "--requirement", requirements]);
  await writeFile(join(fresh, "installed.txt"), wanted);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
}
