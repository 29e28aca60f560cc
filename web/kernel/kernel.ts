import type { IOutput } from "@jupyterlab/nbformat";
import { Clock } from "../../wasm/clock.ts";
import type { Engine } from "../../wasm/engine.ts";
import { signingRegion } from "../../wasm/signing-region.ts";
import type { Language } from "../model/notebook.ts";
import { cutText } from "../model/outputs.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import { ClockReport } from "./clock-report.ts";
import { GuardedEngine } from "./guarded-engine.ts";
import type { Host } from "./host.ts";
import { JavascriptRuntime } from "./javascript-runtime.ts";
import { LanguageCrash, type LanguageRuntime } from "./language-runtime.ts";
import type { CellEnd, CellSource, Kernel, KernelEvent, KernelOptions } from "./messages.ts";
import { OutputBatches } from "./output-batches.ts";
import { PythonRuntime } from "./python-runtime.ts";
import { installVirtualDate, realNow, VirtualTimers } from "./virtual-time.ts";
import { WorkingDirectory } from "./working-directory.ts";

interface Started {
  engine: GuardedEngine;
  timers: VirtualTimers;
  languages: { python: LanguageRuntime; javascript: JavascriptRuntime };
  restoreDate(): void;
}

/** How long JavaScript and raw requests have for their first calls before Python keeps the thread busy, ms. */
const HEAD_START = 30;

/** The kernel without its worker. It takes over the global scope's `Date`, so there can be only one at a time in a scope. */
export class NotebookKernel implements Kernel {
  #host: Host;
  #directory = new WorkingDirectory();
  #started: Promise<Started> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #executionCount = 0;
  #running: { cell: string; run: number } | undefined;
  #outputs = this.#newOutputs("");
  #clockReport = new ClockReport((now) => this.#emit({ type: "clock", now }));

  constructor(host: Host) {
    this.#host = host;
  }

  async start(options: KernelOptions): Promise<void> {
    this.#started ??= this.#start(options);
    await this.#started;
  }

  async runCell(cell: CellSource): Promise<CellEnd> {
    const { languages, timers } = await this.#ready();
    const language = languages[cell.language];
    try {
      await language.load();
    } catch (error) {
      return this.#failed(cell, error, null);
    }
    return this.#inTurn(async () => {
      this.#beginOutputs(cell.id);
      this.#running = { cell: cell.id, run: cell.run };
      const executionCount = ++this.#executionCount;
      try {
        const ok = await timers.whileAwaited(() => language.run(cell, executionCount));
        return { status: ok ? "ok" : "error", executionCount };
      } catch (error) {
        return this.#failed(cell, error, executionCount);
      } finally {
        this.#running = undefined;
        this.#outputs.flush();
        this.#clockReport.flush();
      }
    });
  }

  async call(region: string, target: string, body: string): Promise<{ status: number; body: string }> {
    const { engine } = await this.#ready();
    return this.#inTurn(async () => {
      const answer = engine.handle({ region, target, body });
      return { status: answer.status, body: answer.body };
    });
  }

  async writeFiles(files: Record<string, Uint8Array>): Promise<void> {
    this.#directory.write(files);
  }

  async advance(ms: number): Promise<number> {
    const { engine } = await this.#ready();
    return this.#inTurn(async () => {
      engine.advance(ms);
      return engine.clock.now();
    });
  }

  async now(): Promise<number> {
    return (await this.#ready()).engine.clock.now();
  }

  /** Called when a rejected promise of a cell is not awaited, which only the host notices. */
  async unhandled(reason: unknown): Promise<void> {
    if (isCrash(reason)) return; // its cell tells
    (await this.#ready()).languages.javascript.unhandled(reason);
  }

  /** The engine's state, as `KernelOptions.state` takes it. */
  async export(): Promise<Uint8Array> {
    const { engine } = await this.#ready();
    return this.#inTurn(async () => engine.export());
  }

  /** Restores the global scope's `Date`. */
  async dispose(): Promise<void> {
    const { engine, restoreDate } = await this.#ready();
    restoreDate();
    engine.dispose();
  }

  #ready(): Promise<Started> {
    return this.#started ?? Promise.reject(new Error("The kernel is not started"));
  }

  async #start(options: KernelOptions): Promise<Started> {
    const site = this.#host.site(options.base);
    let engine: GuardedEngine | undefined;
    const bridge = {
      call: (authorization: string, target: string, body: string) =>
        (engine as GuardedEngine).handle({ region: signingRegion(authorization), target, body }),
      advance: (ms: number) => (engine as GuardedEngine).advance(ms),
    };
    const emit = (output: IOutput) => this.#outputs.add(output);
    let firstCallsAnswered: () => void = () => {};
    const turn = new Promise<void>((resolve) => {
      firstCallsAnswered = resolve;
    });
    const python = new PythonRuntime(site, bridge, this.#directory, emit, this.#reporter("python"), turn);
    if (options.python === "eager") python.load().catch(() => {}); // reported; reported again to the first cell
    const clock = new Clock(realNow);
    const reportEngine = this.#reporter("engine");
    const engineOptions = { clock, observe: false, ...(options.seed !== undefined && { seed: options.seed }) };
    const progress = (loaded: number, total = 0) => reportEngine({ state: "loading", loaded, total });
    engine = this.#adopt(await reportFailure(site.createEngine(engineOptions, progress), reportEngine), options);
    reportEngine({ state: "ready" });
    const reportJavascript = this.#reporter("javascript");
    const javascript = new JavascriptRuntime(engine, this.#directory, emit, reportJavascript);
    await reportFailure(javascript.load(), reportJavascript);
    setTimeout(firstCallsAnswered, HEAD_START);
    const time = { now: () => clock.now(), advance: bridge.advance };
    return { engine, timers: new VirtualTimers(time), languages: { python, javascript }, restoreDate: installVirtualDate(time) };
  }

  #adopt(engine: Engine, { state, now }: KernelOptions): GuardedEngine {
    if (state) engine.import(state);
    if (now !== undefined) engine.clock.catchUp(now);
    engine.clock.onAdvance((time) => this.#clockReport.advanced(time));
    engine.onJournal((entry) => this.#host.journal({ type: "entry", ...this.#running, entry }));
    return new GuardedEngine(engine, {
      finished: (ms) => this.#host.journal({ type: "finished", ms }),
      lost: (message) => this.#emit({ type: "engine-lost", message, ...(this.#running && { cell: this.#running.cell }) }),
    });
  }

  #reporter(runtime: "engine" | Language): (state: RuntimeState) => void {
    return (state) => this.#emit({ type: "runtime", runtime, state });
  }

  /** Reports that the cell's language failed, rather than its code. */
  #failed(cell: CellSource, error: unknown, executionCount: number | null): CellEnd {
    if (error instanceof LanguageCrash) this.#emit({ type: "crashed", language: cell.language });
    const message = cutText(error instanceof Error ? error.message : String(error));
    this.#outputs.flush();
    const output = { output_type: "error", ename: "RuntimeError", evalue: message, traceback: [message] };
    this.#emit({ type: "outputs", cell: cell.id, outputs: [output] });
    return { status: "error", executionCount };
  }

  /** What a cell still puts out after its end belongs to it until another begins. */
  #beginOutputs(cell: string): void {
    this.#outputs.flush();
    this.#outputs = this.#newOutputs(cell);
  }

  #newOutputs(cell: string): OutputBatches {
    return new OutputBatches((outputs) => this.#emit({ type: "outputs", cell, outputs }));
  }

  #emit(event: KernelEvent): void {
    this.#host.emit(event);
  }

  /** Runs one thing at a time, in order of arrival. */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run).finally(() => this.#clockReport.flush());
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** Pyodide's mark on the exception that Python died of. */
function isCrash(reason: unknown): boolean {
  return reason instanceof Error && "pyodide_fatal_error" in reason;
}

async function reportFailure<T>(loading: Promise<T>, report: (state: RuntimeState) => void): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    report({ state: "failed", message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
