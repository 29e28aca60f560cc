import type { Progress, Site } from "./host.ts";

export interface PythonManifest {
  pyodide: string;
  /** Name -> bytes. */
  files: Record<string, number>;
}

/** Fetches files of py/ in parallel and reports their total progress. */
export class PythonFiles {
  readonly total: number;
  #contents = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  #loaded = new Map<string, number>();

  constructor(site: Site, manifest: PythonManifest, names: string[], progress: Progress) {
    this.total = names.reduce((sum, name) => sum + (manifest.files[name] ?? 0), 0);
    for (const name of names) {
      const report = (loaded: number) => {
        this.#loaded.set(name, loaded);
        progress([...this.#loaded.values()].reduce((sum, each) => sum + each, 0));
      };
      const contents = site.read(`py/${name}`, report);
      contents.catch(() => {}); // reported to whoever reads it
      this.#contents.set(name, contents);
    }
  }

  read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#contents.get(name) ?? Promise.reject(new Error(`py/${name} was not asked for`));
  }

  /** While `run` runs, `fetch` returns these files: Pyodide does its own fetching. */
  async serve<T>(run: () => Promise<T>): Promise<T> {
    const { fetch } = globalThis;
    globalThis.fetch = async (resource, init) => {
      const contents = this.#contents.get(fileName(resource));
      if (!contents) return fetch(resource, init);
      return new Response(await contents, { headers: { "content-type": contentType(fileName(resource)) } });
    };
    try {
      return await run();
    } finally {
      globalThis.fetch = fetch;
    }
  }
}

function fileName(resource: RequestInfo | URL): string {
  const url = resource instanceof Request ? resource.url : String(resource);
  return url.slice(url.lastIndexOf("/") + 1);
}

function contentType(name: string): string {
  return name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
}

const GZIP_MAGIC = [0x1f, 0x8b];

/** Some servers label gzipped files as gzip-encoded, so that the browser has already unpacked them. */
export async function unzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (!GZIP_MAGIC.every((byte, at) => bytes[at] === byte)) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
