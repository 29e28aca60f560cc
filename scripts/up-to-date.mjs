/** Does work only if its inputs have changed since the last time. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./step.mjs";

/**
 * @param {string} name of the stamp, in build/stamps
 * @param {string[]} inputs files and folders, relative to the project
 * @param {string[]} outputs must be there too
 * @param {() => Promise<unknown>} work
 */
export async function unlessUpToDate(name, inputs, outputs, work) {
  const stamp = join(root, "build/stamps", name);
  const wanted = fingerprint(inputs);
  const present = existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (present && outputs.every((output) => existsSync(join(root, output)))) return;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function fingerprint(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap(filesIn).sort()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function filesIn(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole).flatMap((name) => filesIn(join(path, name)));
}
