/** The kernel's Web Worker. Its first message is `{ journal: MessagePort }`; all others are calls of `Kernel`. */

import { type Endpoint, serve } from "../worker/rpc.ts";
import { JournalWriter } from "./journal-writer.ts";
import { NotebookKernel } from "./kernel.ts";
import type { Kernel, KernelEvent } from "./messages.ts";
import { webHost } from "./web-host.ts";

const endpoint = self as unknown as Endpoint;
let journal: JournalWriter | undefined;

endpoint.addEventListener("message", ({ data }: MessageEvent<{ journal?: MessagePort }>) => {
  if (data.journal) journal = new JournalWriter(data.journal);
});

const kernel = new NotebookKernel(
  webHost(
    (event) => emit(event),
    (record) => journal?.write(record),
  ),
);
// The kernel keeps calls in order itself: a cell waiting for Python to load must not hold up the others.
const emit = serve<Kernel, KernelEvent>(endpoint, kernel, ["start", "runCell", "call", "writeFiles", "advance", "now"]);

self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  void kernel.unhandled(event.reason);
});
