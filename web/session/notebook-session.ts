import type { IOutput } from "@jupyterlab/nbformat";
import type { ItemRow, ScheduledWork } from "../../wasm/events.ts";
import type { KernelEvent } from "../kernel/messages.ts";
import { assertNever } from "../model/assert-never.ts";
import type { CallRecord } from "../model/call-record.ts";
import { clockCaption } from "../model/clock-caption.ts";
import type { InspectionState } from "../model/inspection.ts";
import { beginRun, reduceAll } from "../model/inspection-reducer.ts";
import {
  addCell,
  type CodeCell,
  cellNumbers,
  deleteCell,
  editCell,
  type Language,
  moveCell,
  type NewCell,
  type NotebookModel,
  setLanguage,
  updateCell,
} from "../model/notebook.ts";
import { appendOutputs } from "../model/output-log.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import type { TimelineState } from "../model/timeline-state.ts";
import type { Trouble } from "../observer/messages.ts";
import type { Session } from "../view/session.ts";
import { CellQueue, type CellStatusAtEnd } from "./cell-queue.ts";
import { Connection } from "./connection.ts";
import { Store } from "./store.ts";
import { TimeTravel } from "./time-travel.ts";
import { troubleText } from "./trouble-text.ts";

export interface CellResult {
  status: CellStatusAtEnd;
  outputs: IOutput[];
}
export interface RunResult {
  ok: boolean;
  executed: number;
  failed: number;
}

/** What the session reports to whoever embeds it. */
export interface SessionEvents {
  "cell-started": { index: number; id: string };
  "cell-finished": { index: number; id: string; status: CellStatusAtEnd };
  "run-finished": RunResult;
  "engine-event": CallRecord;
}

interface State {
  notebook: NotebookModel;
  runtimes: Record<"engine" | Language, RuntimeState>;
  running: boolean;
  notice?: string;
}

const idle: State["runtimes"] = { engine: { state: "idle" }, javascript: { state: "idle" }, python: { state: "idle" } };

/** A notebook in use: its cells, the workers that run them, and what they have done. */
export class NotebookSession implements Session {
  #store: Store<State>;
  #connection: Connection;
  #time = new TimeTravel(() => this.#store.update({}));
  #dispatch: <K extends keyof SessionEvents>(type: K, detail: SessionEvents[K]) => void;
  #queue = new CellQueue((id) => this.#run(id));
  /** Runs of cells in this session, across kernels. */
  #runs = 0;
  /** The kernel has lost a language and is replaced after the cell. */
  #crashed = false;
  /** Virtual time ahead of real time, ms. */
  #ahead = 0;
  /** How many moves of the clock the learner will be told the effects of. */
  #announced = 0;
  /** What went wrong since the last restart. */
  #troubles: string[] = [];

  constructor(notebook: NotebookModel, base: string, dispatch: <K extends keyof SessionEvents>(type: K, detail: SessionEvents[K]) => void) {
    this.#store = new Store<State>({ notebook, runtimes: idle, running: false });
    this.#dispatch = dispatch;
    this.#connection = new Connection({
      base,
      onKernel: (event) => this.#onKernel(event),
      onCalls: (calls) => this.#onCalls(calls),
      onTrouble: (trouble) => this.#onTrouble(trouble),
    });
  }

  get notebook(): NotebookModel {
    return this.#store.value.notebook;
  }
  get inspection(): InspectionState {
    return this.#time.live;
  }
  get shown(): InspectionState {
    return this.#time.shown;
  }
  get timeline(): TimelineState {
    return this.#time.state;
  }
  get runtimes(): State["runtimes"] {
    return this.#store.value.runtimes;
  }
  get running(): boolean {
    return this.#store.value.running;
  }
  get notice(): string | undefined {
    return this.#store.value.notice;
  }
  get ready(): Promise<void> {
    return this.#connection.ready;
  }

  now(): number {
    return Date.now() + this.#ahead;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  // Running

  run(index: number): void {
    void this.runCell(index);
  }

  /** @param index counts all cells of the notebook. A text cell is done at once. */
  async runCell(index: number): Promise<CellResult> {
    const cell = this.notebook.cells[index];
    if (!cell) throw new RangeError(`The notebook has no cell ${index}`);
    if (cell.type !== "code") return { status: "ok", outputs: [] };
    this.#change(cell.id, { status: "queued" });
    this.#store.update({ running: true });
    const status = await this.#queue.add(cell.id);
    const hadBegun = this.#find(cell.id)?.status !== "queued";
    this.#change(cell.id, { status: hadBegun ? status : "idle" });
    this.#store.update({ running: this.#queue.isBusy });
    this.#dispatch("cell-finished", { index: this.notebook.cells.findIndex(({ id }) => id === cell.id), id: cell.id, status });
    return { status, outputs: [...(this.#find(cell.id)?.outputs ?? [])] };
  }

  runAll(): void {
    void this.runEveryCell();
  }

  async runEveryCell({ stopOnError = true }: { stopOnError?: boolean } = {}): Promise<RunResult> {
    const result: RunResult = { ok: true, executed: 0, failed: 0 };
    for (const { id, type } of this.notebook.cells) {
      const index = this.notebook.cells.findIndex((cell) => cell.id === id);
      if (type !== "code" || index < 0) continue;
      const { status } = await this.runCell(index);
      result.executed += 1;
      if (status === "error") result.failed += 1;
      if (status !== "ok") result.ok = false;
      if (status === "stopped" || (status === "error" && stopOnError)) break;
    }
    this.#dispatch("run-finished", result);
    return result;
  }

  stop(): void {
    this.stopKernel().catch(() => {}); // the notice says why
  }

  stopKernel(): Promise<void> {
    return this.#restart("stopped", "Stopped.");
  }

  #restart(status: CellStatusAtEnd, why: string): Promise<void> {
    const restarted = this.#renewKernel(why);
    this.#queue.abandon(status);
    return restarted;
  }

  /** Starts a new kernel from the observer's tables. Whatever runs next waits for it. */
  async #renewKernel(why: string): Promise<void> {
    const renewed = this.#connection.stop();
    this.#store.update({ runtimes: { ...this.runtimes, python: { state: "starting" } } });
    try {
      await renewed;
    } catch (error) {
      this.#store.update({ notice: `${why} The tables could not be kept (${(error as Error).message}). Reset starts afresh.` });
      throw error;
    }
    const notice = [why, "The tables are as after the last finished call; variables are gone.", ...this.#troubles].join(" ");
    this.#troubles = [];
    this.#store.update({ notice });
  }

  reset(): void {
    this.resetKernel().catch((error: Error) => this.showNotice(error.message));
  }

  async resetKernel(): Promise<void> {
    const fresh = this.#connection.reset();
    this.#queue.abandon();
    const cells = this.notebook.cells.map((cell) =>
      cell.type === "code" ? { ...cell, outputs: [], executionCount: null, status: "idle" as const } : cell,
    );
    this.#ahead = 0;
    this.#announced = 0;
    this.#troubles = [];
    this.#store.update({ notebook: { ...this.notebook, cells }, runtimes: idle, notice: undefined });
    this.#time.clear();
    await fresh;
  }

  // Everything else the page calls

  advance(ms: number): void {
    this.#announced += 1;
    this.advanceClock(ms).catch(() => {
      this.#announced -= 1; // the kernel was stopped
    });
  }

  /** Tells what the moves of the clock by hand have done. */
  #announce(moves: readonly CallRecord[]): void {
    this.#announced = Math.max(0, this.#announced - moves.length);
    this.showNotice(`The clock moved. ${capital(clockCaption(moves.flatMap(({ events }) => events))) || "Nothing was due"}.`);
  }

  async advanceClock(ms: number): Promise<number> {
    const now = await this.#connection.advance(ms);
    this.#setTime(now);
    return now;
  }

  /** Languages load by themselves; one that failed is retried in a fresh kernel. */
  load(runtime: Language): void {
    if (this.runtimes[runtime].state === "failed") this.stop();
  }

  call(region: string, target: string, body: string): Promise<{ status: number; body: string }> {
    return this.#connection.call(region, target, body);
  }

  rows(region: string, table: string, offset: number, limit: number): Promise<{ total: number; rows: ItemRow[] }> {
    return this.#connection.inspect({ kind: "items", region, table, offset, limit }, this.timeline.isPast ? this.timeline.step : undefined);
  }

  async scheduled(limit: number): Promise<readonly ScheduledWork[]> {
    return (await this.#connection.inspect({ kind: "scheduled", limit })).scheduled;
  }

  seek(position: number): void {
    this.#time.seek(position);
  }
  play(): void {
    this.#time.play();
  }
  pause(): void {
    this.#time.pause();
  }
  setSpeed(speed: number): void {
    this.#time.setSpeed(speed);
  }

  branch(): void {
    this.branchHere().catch((error: Error) => this.showNotice(`${error.message}.`));
  }

  /** The moment shown becomes now: tables are as then, in a new kernel; the clock goes back as far as real time allows. Does nothing if it is now. */
  async branchHere(): Promise<void> {
    const { isPast, step, position } = this.timeline;
    if (!isPast) return;
    await this.#connection.inspect({ kind: "operations" }, step); // is it still held?
    this.#time.pause();
    const renewed = this.#connection.stop(step);
    this.#queue.abandon("stopped");
    this.#store.update({ runtimes: { ...this.runtimes, python: { state: "starting" } } });
    const now = await renewed;
    if (now === undefined) return; // everything has been reset
    this.#time.seek(position); // calls of a cell that ran may have come since
    this.#time.branch();
    this.#setTime(Math.max(now, Date.now()));
    this.showNotice(`Going on from step ${position}. The tables are as they were then; variables are gone.`);
  }

  edit(index: number, source: string): void {
    this.#store.update({ notebook: editCell(this.notebook, index, source) });
  }
  add(index: number, type: NewCell): void {
    this.#store.update({ notebook: addCell(this.notebook, index, type) });
  }
  delete(index: number): void {
    this.#store.update({ notebook: deleteCell(this.notebook, index) });
  }
  move(from: number, to: number): void {
    this.#store.update({ notebook: moveCell(this.notebook, from, to) });
  }
  setLanguage(index: number, language: Language): void {
    this.#store.update({ notebook: setLanguage(this.notebook, index, language) });
  }
  /** Shows the learner a notice. */
  showNotice(notice: string): void {
    this.#store.update({ notice });
  }
  dismissNotice(): void {
    this.#store.update({ notice: undefined });
  }

  /** Shows another notebook on the same engine, with these files beside it; whatever runs is stopped first. Rejects, changing nothing, if
   * a file has no place there. */
  async open(notebook: NotebookModel, files: Record<string, Uint8Array> = {}): Promise<void> {
    this.#connection.checkFiles(files);
    if (this.running) await this.stopKernel();
    await this.#connection.writeFiles(files);
    this.#store.update({ notebook });
  }

  async #run(id: string): Promise<CellStatusAtEnd> {
    const index = this.notebook.cells.findIndex((cell) => cell.id === id);
    const cell = this.#find(id);
    if (!cell) return "ok"; // deleted while it was waiting
    try {
      await this.#connection.ready;
      const run = ++this.#runs;
      this.#time.setLive(beginRun(this.inspection, id, run));
      this.#time.returnToNow();
      this.#change(id, { status: "running", outputs: [], executionCount: null });
      this.#dispatch("cell-started", { index, id });
      const number = cellNumbers(this.notebook).get(id) ?? 0;
      const { status, executionCount } = await this.#connection.runCell({ id, run, number, language: cell.language, source: cell.source });
      this.#change(id, { executionCount });
      if (this.#crashed) this.#afterCrash();
      return status;
    } catch {
      return "stopped";
    }
  }

  #find(id: string): CodeCell | undefined {
    return this.notebook.cells.find((cell): cell is CodeCell => cell.id === id && cell.type === "code");
  }

  #change(id: string, change: Partial<Omit<CodeCell, "id" | "type">>): void {
    this.#store.update({ notebook: updateCell(this.notebook, id, change) });
  }

  // What the workers report

  #onKernel(event: KernelEvent): void {
    switch (event.type) {
      case "runtime":
        this.#store.update({ runtimes: { ...this.runtimes, [event.runtime]: event.state } });
        break;
      case "clock":
        this.#setTime(event.now);
        break;
      case "outputs":
        this.#addOutputs(event.cell, event.outputs);
        break;
      case "crashed":
        this.#crashed = true;
        break;
      case "engine-lost":
        this.#onEngineLost(event.message, event.cell);
        break;
      default:
        assertNever(event);
    }
  }

  #addOutputs(id: string, outputs: readonly IOutput[]): void {
    const cell = this.#find(id);
    if (cell) this.#change(id, { outputs: appendOutputs(cell.outputs, outputs) });
  }

  #afterCrash(): void {
    this.#crashed = false;
    this.#renewKernel("Python crashed and was started again.").catch(() => {}); // the notice says why
  }

  #onEngineLost(message: string, cell: string | undefined): void {
    const output = { output_type: "error", ename: "EngineError", evalue: message, traceback: [message] };
    if (cell !== undefined) this.#addOutputs(cell, [output]);
    this.#restart("error", `${message}.`).catch(() => {}); // the notice says why
  }

  #onTrouble(trouble: Trouble): void {
    const text = troubleText(trouble, trouble.cell === undefined ? undefined : cellNumbers(this.notebook).get(trouble.cell));
    this.#troubles.push(text);
    this.#store.update({ notice: text });
  }

  #onCalls(calls: readonly CallRecord[]): void {
    const moves = calls.filter(({ target, cell }) => target === "" && cell === undefined);
    if (moves.length > 0 && this.#announced > 0) this.#announce(moves);
    this.#time.add(calls, reduceAll(this.inspection, calls));
    for (const call of calls) this.#dispatch("engine-event", call);
  }

  #setTime(now: number): void {
    this.#ahead = now - Date.now();
    this.#store.update({});
  }
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
