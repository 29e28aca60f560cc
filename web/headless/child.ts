/** The sealed process (see process.ts): a kernel that answers calls on stdin. No cell runs before everything is loaded and closed. */
import process from "node:process";
import { NotebookKernel } from "../kernel/kernel.ts";
import type { Kernel, KernelEvent, KernelOptions } from "../kernel/messages.ts";
import { serve } from "../worker/rpc.ts";
import { sealedHost } from "./host.ts";
import { jsonLines } from "./json-lines.ts";
import { keepTimersForNode } from "./node-timers.ts";
import { closeModules, closeNetwork } from "./seal.ts";

const { stdin, stdout } = process;
void process.stderr; // opened before that is refused
const allowNetwork = process.argv.includes("--allow-network");
closeNetwork(allowNetwork);
if (allowNetwork) keepTimersForNode();

let pythonSettled: () => void = () => {};
const settled = new Promise<void>((resolve) => {
  pythonSettled = resolve;
});

const kernel = new NotebookKernel(
  sealedHost((event) => {
    if (event.type === "runtime" && event.runtime === "python" && /ready|failed/.test(event.state.state)) pythonSettled();
    emit(event);
  }),
);
const sealed = {
  async start(options: KernelOptions): Promise<void> {
    await kernel.start(options);
    if (options.python === "eager") await settled;
    closeModules(allowNetwork);
  },
  runCell: (cell) => kernel.runCell(cell),
  writeFiles: (files) => kernel.writeFiles(files),
} satisfies Partial<Kernel>;

const emit = serve<typeof sealed, KernelEvent>(jsonLines(stdin, stdout), sealed);

stdin.on("end", () => process.exit());
process.on("unhandledRejection", (reason) => void kernel.unhandled(reason));
