/** The kernel's Web Worker. Its first message is `{ journal: MessagePort }`; all others are calls of `Kernel`. */

import { type Endpoint, serve } from "../worker/rpc.ts";
import { NotebookKernel } from "./kernel.ts";
import type { JournalMessage, Kernel, KernelEvent } from "./messages.ts";
import { webHost } from "./web-host.ts";

const endpoint = self as unknown as Endpoint;
let journal: MessagePort | undefined;
const early: JournalMessage[] = [];

endpoint.addEventListener("message", ({ data }: MessageEvent<{ journal?: MessagePort }>) => {
  if (!data.journal) return;
  journal = data.journal;
  for (const message of early.splice(0)) journal.postMessage(message);
});

const kernel = new NotebookKernel(webHost((event) => emit(event), post));
// The kernel keeps calls in order itself: a cell waiting for Python to load must not hold up the others.
const emit = serve<Kernel, KernelEvent>(endpoint, kernel, ["start", "runCell", "call", "writeFiles", "advance", "now"]);

self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  void kernel.unhandled(event.reason);
});

function post(message: JournalMessage): void {
  if (journal) journal.postMessage(message);
  else early.push(message);
}
