import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createEngine } from "../../wasm/load.ts";
import type { Host, Site } from "./host.ts";
import type { JournalRecord, KernelEvent } from "./messages.ts";

const build = new URL("../../build/", import.meta.url);

// Otherwise the SDK announces its plans for Node in the middle of a cell's output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** The host of a kernel in Node, for headless runs and tests. Files come from build/. */
export function nodeHost(emit: (event: KernelEvent) => void, journal: (record: JournalRecord) => void = () => {}): Host {
  return { site: () => nodeSite, emit, journal };
}

const nodeSite: Site = {
  read: async (file, progress) => {
    const bytes = new Uint8Array(await readFile(new URL(file.replace(/^py\//, "python/"), build)));
    progress?.(bytes.length);
    return bytes;
  },
  createEngine: (options) => createEngine(options),
  pyodide: async () => {
    const { loadPyodide } = await import("pyodide");
    return { loadPyodide, indexURL: fileURLToPath(new URL("python/", build)) };
  },
};
