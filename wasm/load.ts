import { Clock } from "./clock.ts";
import type { Engine, EngineOptions, EngineRequest, EngineResponse, JournalEntry } from "./engine.ts";
import type { EngineEvent, InspectAnswer, InspectQuery } from "./events.ts";
import { requestId } from "./request_id.ts";

/** Where engine.wasm comes from; without it, Node reads the file beside the built module. */
export type WasmSource = BufferSource | Response | PromiseLike<Response> | string | URL;

/** The embind class of binding.cc. */
interface Binding {
  reserve(size: number): number;
  handle(region: number, target: number, body: number, now: number): number;
  advance(now: number): void;
  drainEvents(): void;
  inspect(size: number): void;
  snapshot(): number;
  restore(id: number): boolean;
  release(id: number): void;
  exportState(): void;
  importState(size: number): boolean;
  output(): Uint8Array;
  delete(): void;
}

interface EngineModule {
  HEAPU8: Uint8Array;
  Engine: new (seed: number, observe: boolean, serviceLatency: boolean) => Binding;
}

interface ModuleOptions {
  wasmBinary?: BufferSource;
  instantiateWasm?(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Makes an engine, in Node, a page or a worker. Rejects if engine.wasm cannot be loaded. */
export async function createEngine(options: EngineOptions & { wasm?: WasmSource } = {}): Promise<Engine> {
  const module = await instantiate(options.wasm);
  const binding = new module.Engine(options.seed ?? 0, options.observe ?? false, options.latency === "service");
  return new WasmEngine(module, binding, options.clock ?? new Clock());
}

async function instantiate(source: WasmSource | undefined): Promise<EngineModule> {
  const { default: createModule } = (await import("#engine-module")) as unknown as {
    default(options: ModuleOptions): Promise<EngineModule>;
  };
  if (source === undefined) return createModule({ wasmBinary: await readBesideModule() });
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return createModule({ wasmBinary: source });
  const response = typeof source === "string" || source instanceof URL ? fetch(source) : source;
  return new Promise((resolve, reject) => {
    const instantiateWasm: ModuleOptions["instantiateWasm"] = (imports, done) => {
      WebAssembly.instantiateStreaming(response, imports).then(({ instance, module }) => done(instance, module), reject);
      return {};
    };
    createModule({ instantiateWasm }).then(resolve, reject);
  });
}

async function readBesideModule(): Promise<BufferSource> {
  const { readFile } = await import("node:fs/promises");
  const module = import.meta.resolve("#engine-module");
  return new Uint8Array(await readFile(new URL("./engine.wasm", module)));
}

class WasmEngine implements Engine {
  #module: EngineModule;
  #binding: Binding;
  #journal: ((entry: JournalEntry) => void) | undefined;

  constructor(
    module: EngineModule,
    binding: Binding,
    readonly clock: Clock,
  ) {
    this.#module = module;
    this.#binding = binding;
  }

  handle({ region, target, body }: EngineRequest): EngineResponse {
    const now = this.clock.now();
    this.#journal?.({ kind: "call", region, target, body: typeof body === "string" ? body : decoder.decode(body), now });
    return this.#call(region, target, body, now);
  }

  replay(entry: JournalEntry): EngineResponse | undefined {
    this.clock.catchUp(entry.now);
    if (entry.kind === "call") return this.#call(entry.region, entry.target, entry.body, entry.now);
    this.#binding.advance(entry.now);
    return undefined;
  }

  advance(ms: number): void {
    this.clock.advance(ms);
    const now = this.clock.now();
    this.#journal?.({ kind: "advance", now });
    this.#binding.advance(now);
  }

  onJournal(listener: (entry: JournalEntry) => void): void {
    this.#journal = listener;
  }

  drainEvents(): EngineEvent[] {
    this.#binding.drainEvents();
    return JSON.parse(this.#text()) as EngineEvent[];
  }

  inspect<Q extends InspectQuery>(query: Q): InspectAnswer<Q> {
    this.#binding.inspect(this.#write([JSON.stringify(query)])[0] as number);
    return JSON.parse(this.#text()) as InspectAnswer<Q>;
  }

  snapshot(): number {
    return this.#binding.snapshot();
  }

  restore(id: number): boolean {
    return this.#binding.restore(id);
  }

  release(id: number): void {
    this.#binding.release(id);
  }

  export(): Uint8Array {
    this.#binding.exportState();
    return this.#binding.output().slice();
  }

  import(bytes: Uint8Array): void {
    if (!this.#binding.importState(this.#write([bytes])[0] as number)) throw new Error("Not an export of this version of Shardbook");
  }

  dispose(): void {
    this.#binding.delete();
  }

  #call(region: string, target: string, body: string | Uint8Array, now: number): EngineResponse {
    const [regionSize, targetSize, bodySize] = this.#write([region, target, body]) as [number, number, number];
    const status = this.#binding.handle(regionSize, targetSize, bodySize, now);
    return { status, body: this.#text(), requestId: requestId() };
  }

  /** Puts the parts one after the other into the engine's input; returns their sizes in bytes. */
  #write(parts: (string | Uint8Array)[]): number[] {
    const most = parts.reduce((sum, part) => sum + part.length * (typeof part === "string" ? 3 : 1), 0);
    let at = this.#binding.reserve(most);
    const heap = this.#module.HEAPU8; // after reserve: memory that grew has another buffer
    return parts.map((part) => {
      const size = typeof part === "string" ? encoder.encodeInto(part, heap.subarray(at)).written : part.length;
      if (typeof part !== "string") heap.set(part, at);
      at += size;
      return size;
    });
  }

  #text(): string {
    return decoder.decode(this.#binding.output());
  }
}
