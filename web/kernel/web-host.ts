import type { PyodideConfig } from "pyodide";
import { createEngine } from "../../wasm/load.ts";
import type { Host, Progress, PyodideLoader, Site } from "./host.ts";
import type { JournalRecord, KernelEvent } from "./messages.ts";

/** The host of a kernel in a worker of the page. */
export function webHost(emit: (event: KernelEvent) => void, journal: (record: JournalRecord) => void): Host {
  return { site: (base) => new WebSite(base), emit, journal };
}

class WebSite implements Site {
  #base: string;

  constructor(base: string) {
    this.#base = new URL(base, self.location.href).href;
  }

  async read(file: string, progress?: Progress): Promise<Uint8Array<ArrayBuffer>> {
    const response = await fetch(this.#base + file);
    if (!response.ok || !response.body) throw new Error(`${file}: the server answered ${response.status}`);
    const total = Number(response.headers.get("content-length")) || undefined;
    return new Uint8Array(await new Response(response.body.pipeThrough(counting(progress, total))).arrayBuffer());
  }

  async createEngine(options: Parameters<Site["createEngine"]>[0], progress: Progress): ReturnType<Site["createEngine"]> {
    return createEngine({ ...options, wasm: await this.read("engine.wasm", progress) });
  }

  async pyodide(): Promise<PyodideLoader> {
    const indexURL = `${this.#base}py/`;
    const [loader, module] = await Promise.all([
      import(/* @vite-ignore */ `${indexURL}pyodide.mjs`) as Promise<typeof import("pyodide")>,
      import(/* @vite-ignore */ `${indexURL}pyodide.asm.mjs`) as Promise<{ default: PyodideConfig["createPyodideModule"] }>,
    ]);
    return { loadPyodide: loader.loadPyodide, indexURL, createPyodideModule: module.default };
  }
}

function counting(progress: Progress | undefined, total: number | undefined): TransformStream<Uint8Array, Uint8Array> {
  let loaded = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      progress?.(loaded, total);
      controller.enqueue(chunk);
    },
  });
}
