/**
 * A kernel in a process of its own that can do little else: no environment, no files but the built ones, no other processes, no workers, and
 * no network unless allowed. What it reports may be made up by the cells: whoever listens must trust none of it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Kernel, KernelEvent } from "../kernel/messages.ts";
import { connect, type Methods } from "../worker/rpc.ts";
import { jsonLines } from "./json-lines.ts";
import { BUILT, bundled, restrictions } from "./restrictions.ts";

/** What of the environment a cell may know: how times and numbers are written. */
const KEPT = ["TZ", "LANG", "LC_ALL"];

export interface SealedKernel {
  call: Methods<Pick<Kernel, "start" | "runCell" | "writeFiles">>;
  /** For `KernelOptions.base`. */
  base: string;
  end(): void;
}

/** Calls are rejected once the process has ended. */
export async function startSealedKernel(listener: (event: KernelEvent) => void, allowNetwork: boolean): Promise<SealedKernel> {
  const program = await bundled(fileURLToPath(new URL("child.ts", import.meta.url)));
  const child = spawn(process.execPath, [...restrictions(program, allowNetwork), program, ...(allowNetwork ? ["--allow-network"] : [])], {
    cwd: fileURLToPath(BUILT),
    env: Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stderr.on("data", (bytes) => process.stderr.write(bytes));
  child.stdin.on("error", () => {}); // it has ended: "close" tells
  const remote = connect<Kernel, KernelEvent>(jsonLines(child.stdout, child.stdin, (line) => console.log(line)));
  remote.onEvent((event) => {
    try {
      listener(event);
    } catch {
      child.kill("SIGKILL");
      remote.abandon("The notebook's process has reported what no kernel reports");
    }
  });
  child.on("error", (error) => remote.abandon(error.message));
  child.on("close", (code, signal) => remote.abandon(`The notebook's process has ended (${signal ?? `exit code ${code}`})`));
  endTogether(child);
  return { call: remote.call, base: BUILT.href, end: () => child.kill("SIGKILL") };
}

/** A cell in an endless loop does not notice that its parent has gone. */
function endTogether(child: ChildProcess): void {
  process.on("exit", () => child.kill("SIGKILL"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));
}
