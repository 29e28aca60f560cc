import type { ModuleExports } from "./sdk.ts";
import type { WorkingDirectory } from "./working-directory.ts";

/** The variables that all JavaScript cells share, for `with`. */
export class JavascriptScope {
  readonly names = new Set<string>();
  readonly variables: Record<string, unknown>;

  constructor(globals: Record<string, unknown>) {
    const variables = Object.assign(Object.create(null) as Record<string, unknown>, globals);
    for (const name of Object.keys(globals)) this.names.add(name);
    this.variables = new Proxy(variables, {
      has: (_, name) => typeof name === "string" && this.names.has(name),
      get: (target, name) => (typeof name === "string" ? target[name] : undefined),
    });
  }
}

/** What a cell can import: the SDK, files of the working directory, and Node's modules for reading them. */
export class CellModules {
  #modules: Map<string, ModuleExports>;
  #directory: WorkingDirectory;

  constructor(sdk: Record<string, ModuleExports>, directory: WorkingDirectory) {
    this.#directory = directory;
    const promises = { readFile: (name: string, options?: ReadOptions) => this.readFile(name, options) };
    const fs = { promises, readFileSync: (name: string, options?: ReadOptions) => this.#readFileSync(name, options) };
    this.#modules = new Map(Object.entries(sdk));
    for (const prefix of ["node:", ""]) {
      this.#modules.set(`${prefix}fs/promises`, { ...promises, default: promises });
      this.#modules.set(`${prefix}fs`, { ...fs, default: fs });
    }
  }

  require(name: string): ModuleExports {
    const found = this.#modules.get(name) ?? this.#jsonFile(name);
    if (found) return found;
    const packages = [...this.#modules.keys()].filter((each) => each.startsWith("@") || each.startsWith("node:"));
    throw new Error(`Cannot find package '${name}'. There are: ${packages.join(", ")}`);
  }

  pick(from: string, name: string): unknown {
    const module = this.require(from);
    if (Object.hasOwn(module, name)) return module[name];
    if (name === "default") return module;
    throw new SyntaxError(`The requested module '${from}' does not provide an export named '${name}'`);
  }

  async readFile(name: string, options?: ReadOptions): Promise<string | Uint8Array> {
    return this.#readFileSync(name, options);
  }

  /** Fetches a file beside the notebook; other addresses go to the network. */
  fetch(resource: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const bytes = typeof resource === "string" ? this.#directory.read(resource) : undefined;
    return bytes ? Promise.resolve(new Response(bytes as Uint8Array<ArrayBuffer>)) : fetch(resource, init);
  }

  #readFileSync(name: string, options?: ReadOptions): string | Uint8Array {
    const bytes = this.#directory.read(String(name));
    if (!bytes) throw Object.assign(new Error(`ENOENT: no such file or directory, open '${name}'`), { code: "ENOENT" });
    const encoding = typeof options === "string" ? options : options?.encoding;
    return encoding ? new TextDecoder(encoding).decode(bytes) : bytes.slice();
  }

  #jsonFile(name: string): ModuleExports | undefined {
    const bytes = name.endsWith(".json") ? this.#directory.read(name) : undefined;
    return bytes && { default: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  }
}

type ReadOptions = string | { encoding?: string | null } | null;
