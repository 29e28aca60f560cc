import { constants } from "node:fs";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { PyodideConfig } from "pyodide";
import { createEngine } from "../../wasm/load.ts";
import type { Host, Site } from "../kernel/host.ts";
import type { KernelEvent } from "../kernel/messages.ts";

/** The host of a sealed kernel, which may read nothing but the built files: `base` is the URL of build/. */
export function sealedHost(emit: (event: KernelEvent) => void): Host {
  return { site: (base) => new BuiltFiles(base), emit, journal: () => {} };
}

class BuiltFiles implements Site {
  #python: URL;
  #engine: URL;

  constructor(base: string) {
    this.#python = new URL("python/", base);
    this.#engine = new URL("wasm/engine.wasm", base);
  }

  async read(file: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await readFile(new URL(file.replace(/^py\//, ""), this.#python)));
  }

  async createEngine(options: Parameters<Site["createEngine"]>[0]): ReturnType<Site["createEngine"]> {
    return createEngine({ ...options, wasm: new Uint8Array(await readFile(this.#engine)) });
  }

  async pyodide(): ReturnType<Site["pyodide"]> {
    // Pyodide reads these numbers from an old door that the permission model has shut.
    Object.assign(process, { binding: () => ({ fs: constants }) });
    const [loader, module] = await Promise.all([
      import(new URL("pyodide.mjs", this.#python).href) as Promise<typeof import("pyodide")>,
      import(new URL("pyodide.asm.mjs", this.#python).href) as Promise<{ default: PyodideConfig["createPyodideModule"] }>,
    ]);
    return { loadPyodide: loader.loadPyodide, indexURL: fileURLToPath(this.#python), createPyodideModule: module.default };
  }
}
