import { Clock } from "./clock.ts";
import type { Engine, EngineOptions, EngineRequest, EngineResponse, JournalEntry } from "./engine.ts";
import type { EngineEvent, InspectAnswer, InspectQuery } from "./events.ts";
import { internalErrorBody } from "./internal-error.ts";
import { CallResponse } from "./response.ts";

/** Where to load engine.wasm from; by default Node reads the file next to the built module. */
export type WasmSource = BufferSource | Response | PromiseLike<Response> | string | URL;

/** The embind class of binding.cc. */
interface Binding {
  address(): number;
  advance(now: number): void;
  drainEvents(): void;
  inspect(size: number): void;
  snapshot(): number;
  restore(id: number): boolean;
  release(id: number): void;
  branch(number: number): void;
  exportState(): void;
  importState(): boolean;
  delete(): void;
}

/** The plain exports of binding.cc; `engine` is the address of a binding. */
interface EngineModule {
  /** Replaced whenever memory grows. */
  HEAPU8: Uint8Array;
  _engine_reserve(engine: number, size: number): number;
  _engine_handle(engine: number, region: number, target: number, body: number, now: number): number;
  _engine_next_due(engine: number): number;
  _engine_output(engine: number): number;
  _engine_output_size(engine: number): number;
  _engine_is_full(most: number, wanted: number): number;
  /** Called by exportState and importState: see pieces.js. */
  writePiece(at: number, size: number): void;
  readPiece(to: number, most: number): number;
  Engine: new (seed: number, observe: boolean, serviceLatency: boolean, throttle: boolean) => Binding;
}

interface ModuleOptions {
  wasmBinary?: BufferSource;
  instantiateWasm?(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
}

/** Where an engine's memory ends unless it is told otherwise. WebAssembly's own end is at 2 GB: reading and deleting go on between. */
const MOST_BYTES = 1.5 * 2 ** 30;
/** What a call may add beside its body. */
const ROOM_BESIDE_BODY = 64 * 2 ** 10;

/** The answer of a full engine to what would make it fuller. */
const FULL = internalErrorBody("Shardbook's memory is full. It can still read and delete");

/** A larger answer is copied as bytes: below this making a string takes no longer. */
const LARGE_ANSWER = 32 * 2 ** 10;

/** No other answer is as short. */
const EMPTY_ANSWER = "{}";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Creates an engine in Node, a page or a worker. Rejects if engine.wasm cannot be loaded. */
export async function createEngine(options: EngineOptions & { wasm?: WasmSource } = {}): Promise<Engine> {
  const module = await instantiate(options.wasm);
  const { seed = 0, observe = false, latency, throttle = false, mostBytes = MOST_BYTES } = options;
  const binding = new module.Engine(seed, observe, latency === "service", throttle);
  return new WasmEngine(module, binding, options.clock ?? new Clock(), mostBytes);
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
  #address: number;
  #input: Input;
  #journal: ((entry: JournalEntry) => void) | undefined;
  #growing: Set<string> | undefined;

  constructor(
    module: EngineModule,
    binding: Binding,
    readonly clock: Clock,
    private readonly mostBytes: number,
  ) {
    this.#module = module;
    this.#binding = binding;
    this.#address = binding.address();
    this.#input = new Input(module, this.#address);
  }

  handle({ region, target, body }: EngineRequest): EngineResponse {
    const refusal = this.refusal({ target, body });
    if (refusal) return refusal;
    const now = this.clock.now();
    this.#journal?.({ kind: "call", region, target, body: typeof body === "string" ? body : new Uint8Array(body), now });
    return this.#call(region, target, body, now);
  }

  refusal({ target, body }: Pick<EngineRequest, "target" | "body">): EngineResponse | undefined {
    return this.#lacks(this.mostBytes, body.length + ROOM_BESIDE_BODY) && this.#grows(target) ? new CallResponse(500, FULL) : undefined;
  }

  isFull(bytes: number): boolean {
    return this.#lacks(bytes, ROOM_BESIDE_BODY);
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

  nextDue(): number {
    return this.#module._engine_next_due(this.#address);
  }

  onJournal(listener: (entry: JournalEntry) => void): void {
    this.#journal = listener;
  }

  drainEvents(): EngineEvent[] {
    this.#binding.drainEvents();
    return JSON.parse(this.#text()) as EngineEvent[];
  }

  inspect<Q extends InspectQuery>(query: Q): InspectAnswer<Q> {
    this.#binding.inspect(this.#input.write(JSON.stringify(query)));
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

  branch(number: number): void {
    this.#binding.branch(number);
  }

  export(): Uint8Array {
    return joined(this.exportPieces());
  }

  exportPieces(): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    this.#module.writePiece = (at, size) => pieces.push(this.#module.HEAPU8.slice(at, at + size));
    this.#binding.exportState();
    return pieces;
  }

  import(bytes: Uint8Array | Iterable<Uint8Array>): void {
    const pieces = (bytes instanceof Uint8Array ? [bytes] : bytes)[Symbol.iterator]();
    let piece: Uint8Array = new Uint8Array();
    this.#module.readPiece = (to, most) => {
      while (piece.length === 0) {
        const next = pieces.next();
        if (next.done) return 0;
        piece = next.value;
      }
      const part = piece.subarray(0, most);
      piece = piece.subarray(part.length);
      this.#module.HEAPU8.set(part, to);
      return part.length;
    };
    if (!this.#binding.importState()) throw new Error("Not an export of this version of Shardbook");
  }

  dispose(): void {
    this.#binding.delete();
  }

  #lacks(bytes: number, wanted: number): boolean {
    return this.#module._engine_is_full(bytes, wanted) !== 0;
  }

  /** Whether an operation may leave the engine with more than before. */
  #grows(target: string): boolean {
    this.#growing ??= new Set(
      this.inspect({ kind: "operations" })
        .operations.filter(({ mutates, name }) => mutates && !/^(Delete|Untag)/.test(name))
        .map(({ service, name }) => `${service}.${name}`),
    );
    return this.#growing.has(target);
  }

  #call(region: string, target: string, body: string | Uint8Array, now: number): EngineResponse {
    const input = this.#input;
    const size = input.writeCall(region, target, body);
    const status = this.#module._engine_handle(this.#address, input.regionSize, input.targetSize, size, now);
    const output = this.#output();
    return new CallResponse(status, output.length < LARGE_ANSWER ? textOf(output) : output.slice());
  }

  /** A view of the engine's answer, valid until the next call. */
  #output(): Uint8Array {
    const at = this.#module._engine_output(this.#address);
    return this.#module.HEAPU8.subarray(at, at + this.#module._engine_output_size(this.#address));
  }

  #text(): string {
    return decoder.decode(this.#output());
  }
}

/** The engine's input. Consecutive calls mostly share region and target, which are then written only once. */
class Input {
  #module: EngineModule;
  #engine: number;
  #at = 0;
  #room = 0;
  #region = "";
  #target = "";
  regionSize = 0;
  targetSize = 0;

  constructor(module: EngineModule, engine: number) {
    this.#module = module;
    this.#engine = engine;
  }

  /** Writes region, target and body back to back; returns the body's size in bytes. */
  writeCall(region: string, target: string, body: string | Uint8Array): number {
    this.#reserve(mostBytes(region) + mostBytes(target) + mostBytes(body));
    if (region !== this.#region || target !== this.#target) {
      this.regionSize = this.#put(region, 0);
      this.targetSize = this.#put(target, this.regionSize);
      this.#region = region;
      this.#target = target;
    }
    return this.#put(body, this.regionSize + this.targetSize);
  }

  /** Writes `part` alone; returns its size in bytes. */
  write(part: string | Uint8Array): number {
    this.#region = this.#target = "";
    this.regionSize = this.targetSize = 0;
    this.#reserve(mostBytes(part));
    return this.#put(part, 0);
  }

  #reserve(size: number): void {
    if (size <= this.#room) return;
    this.#at = this.#module._engine_reserve(this.#engine, size);
    this.#room = size;
  }

  #put(part: string | Uint8Array, offset: number): number {
    const heap = this.#module.HEAPU8;
    const at = this.#at + offset;
    if (typeof part === "string") return encoder.encodeInto(part, heap.subarray(at)).written;
    heap.set(part, at);
    return part.length;
  }
}

/** Most answers to writes are the empty object, which takes no decoder. */
function textOf(output: Uint8Array): string {
  return output.length === EMPTY_ANSWER.length ? EMPTY_ANSWER : decoder.decode(output);
}

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function mostBytes(part: string | Uint8Array): number {
  return typeof part === "string" ? part.length * 3 : part.length;
}
