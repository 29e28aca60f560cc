/** Steps of set-up and tests: one line each on the terminal, with output only on failure. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Why a step failed, worded for whoever runs it. */
export class StepError extends Error {}

/** Runs a command quietly; its output is the result. Rejects with the output if the command fails. */
export function run(command, args, { env = {}, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const hear = (chunk) => {
      output += chunk;
      if (onLine) for (const line of String(chunk).split("\n")) if (line.trim()) onLine(line.trim());
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", (error) => reject(new StepError(`${command}: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new StepError(`${output}\n${command} ${args.join(" ")} ended with ${code}`));
    });
  });
}

/** Runs one step under a name, showing its progress and how long it took. */
export async function step(name, work) {
  const started = Date.now();
  const live = process.stdout.isTTY;
  const show = (text) => live && process.stdout.write(`\r\x1b[2K  ${name} ${text}`.slice(0, (process.stdout.columns ?? 100) + 4));
  show("...");
  try {
    const result = await work((line) => show(`… ${line}`));
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${live ? "\r\x1b[2K" : ""}  ${name}  ${seconds} s\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${live ? "\r\x1b[2K" : ""}  ${name}  failed\n`);
    throw error;
  }
}

/** Returns the names, or all that are known if there is none. `kind` is what they name. */
export function chosen(names, known, kind) {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new StepError(`There is no ${kind} called ${unknown}; there are ${known.join(", ")}.`);
  return names.length > 0 ? names : known;
}

/** Runs `main`; a StepError ends the process with its message, without a stack. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof StepError ? `\n${error.message}` : error);
    process.exit(1);
  }
}
