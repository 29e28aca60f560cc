import type { Engine } from "../../wasm/engine.ts";
import { cutText } from "../model/outputs.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import { cellConsole } from "./cell-console.ts";
import { inspect } from "./inspect.ts";
import { type JavascriptCell, rewriteCell } from "./javascript-cell.ts";
import { type CellOrigin, describeError, describeSyntaxError, scriptName } from "./javascript-error.ts";
import { CellModules, JavascriptScope } from "./javascript-scope.ts";
import { cellName, type EmitOutput, type LanguageRuntime } from "./language-runtime.ts";
import type { CellSource } from "./messages.ts";
import type { WorkingDirectory } from "./working-directory.ts";

interface Loaded {
  scope: JavascriptScope;
  modules: CellModules;
}

type CellFunction = (...parts: unknown[]) => Promise<unknown>;

const AsyncFunction = (async () => {}).constructor as new (...source: string[]) => CellFunction;
/** Deep enough to reach the cell below the SDK's middleware. */
const STACK_DEPTH = 100;

/** Runs JavaScript cells, which share one scope and can import the real AWS SDK. */
export class JavascriptRuntime implements LanguageRuntime {
  #engine: Pick<Engine, "handle">;
  #directory: WorkingDirectory;
  #emit: EmitOutput;
  #report: (state: RuntimeState) => void;
  #cells = new Map<number, CellOrigin>();
  #firstLine = 1;
  #loading: Promise<Loaded> | undefined;

  constructor(engine: Pick<Engine, "handle">, directory: WorkingDirectory, emit: EmitOutput, report: (state: RuntimeState) => void) {
    this.#engine = engine;
    this.#directory = directory;
    this.#emit = emit;
    this.#report = report;
  }

  async load(): Promise<void> {
    this.#loading ??= this.#start();
    await this.#loading;
  }

  async run(cell: CellSource, executionCount: number): Promise<boolean> {
    const origin = { name: cellName(cell), source: cell.source };
    this.#cells.set(executionCount, origin);
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = STACK_DEPTH;
    try {
      const rewritten = this.#rewrite(cell.source, origin);
      if (!rewritten) return false;
      this.#show(await this.#evaluate(rewritten, executionCount), executionCount);
      return true;
    } catch (error) {
      this.#emit(describeError(error, this.#cells, this.#firstLine));
      return false;
    } finally {
      Error.stackTraceLimit = limit;
    }
  }

  /** Reports on stderr what a forgotten await would hide. */
  unhandled(reason: unknown): void {
    const { traceback } = describeError(reason, this.#cells, this.#firstLine);
    this.#emit({ output_type: "stream", name: "stderr", text: `Not awaited: ${traceback.join("\n")}\n` });
  }

  async #start(): Promise<Loaded> {
    this.#report({ state: "starting" });
    this.#firstLine = measureFirstLine();
    const { sdkModules } = await import("./sdk.ts");
    const modules = new CellModules(sdkModules(this.#engine), this.#directory);
    const scope = new JavascriptScope({
      console: cellConsole(this.#emit),
      fetch: (resource: RequestInfo | URL, init?: RequestInit) => modules.fetch(resource, init),
      readFile: (name: string, options?: string) => modules.readFile(name, options),
      require: (name: string) => modules.require(name),
    });
    this.#report({ state: "ready" });
    return { scope, modules };
  }

  #rewrite(source: string, origin: CellOrigin): JavascriptCell | undefined {
    try {
      return rewriteCell(source);
    } catch (error) {
      this.#emit(describeSyntaxError(error as SyntaxError, origin));
      return undefined;
    }
  }

  async #evaluate({ code, declared }: JavascriptCell, executionCount: number): Promise<unknown> {
    const { scope, modules } = await (this.#loading as Promise<Loaded>);
    for (const name of declared) scope.names.add(name);
    const load = async (name: string) => modules.require(name);
    const pick = async (from: string, name: string) => modules.pick(from, name);
    return cellFunction(code, scriptName(executionCount))(scope.variables, load, pick, named);
  }

  #show(value: unknown, executionCount: number): void {
    if (value === undefined) return;
    const data = { "text/plain": cutText(inspect(withoutMetadata(value))) };
    this.#emit({ output_type: "execute_result", execution_count: executionCount, data, metadata: {} });
  }
}

function cellFunction(code: string, script: string): CellFunction {
  const body = `with($scope){return await(async()=>{\n${code}\n})()}\n//# sourceURL=${script}`;
  return new AsyncFunction("$scope", "$import", "$pick", "$named", body);
}

/** The line of the script at which a cell's source begins, after the wrapper and the function's header, which differs between browsers. */
function measureFirstLine(): number {
  const probe = new Function("return new Error().stack\n//# sourceURL=shardbook-probe.js") as () => string;
  return Number(/shardbook-probe\.js:(\d+)/.exec(probe())?.[1] ?? 1) + 1;
}

function named(declared: object, name: string): object {
  return Object.defineProperty(declared, "name", { value: name, configurable: true });
}

/** Like ResponseMetadata on the Python side. */
function withoutMetadata(value: unknown): unknown {
  if (!hasOwn(value, "$metadata") || !hasOwn(value.$metadata, "httpStatusCode") || value instanceof Error) return value;
  const { $metadata: _, ...rest } = value;
  return rest;
}

function hasOwn<K extends string>(value: unknown, name: K): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name);
}
