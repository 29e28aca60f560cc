import type { ItemRow, ScheduledWork } from "../../wasm/events.ts";
import type { CallRecord } from "../../web/model/call-record.ts";
import type { InspectionState } from "../../web/model/inspection.ts";
import { reduceAll } from "../../web/model/inspection-reducer.ts";
import {
  addCell,
  deleteCell,
  editCell,
  type Language,
  moveCell,
  type NewCell,
  type NotebookModel,
  setLanguage,
  updateCell,
} from "../../web/model/notebook.ts";
import { appendOutputs } from "../../web/model/output-log.ts";
import type { RuntimeState } from "../../web/model/runtime-state.ts";
import type { TimelineState } from "../../web/model/timeline-state.ts";
import { TimeTravel } from "../../web/session/time-travel.ts";
import type { Session } from "../../web/view/session.ts";

/** A session in memory: running a cell plays the calls that a script assigns to it. */
export class StorySession implements Session {
  #time = new TimeTravel(() => this.notify());
  runtimes: Record<"engine" | Language, RuntimeState> = {
    engine: { state: "ready" },
    javascript: { state: "ready" },
    python: { state: "ready" },
  };
  running = false;
  notice?: string;
  #listeners = new Set<() => void>();
  #items = new Map<string, ItemRow>();
  #offset = 0;
  #now = 0;

  constructor(
    public notebook: NotebookModel,
    readonly script: readonly CallRecord[],
  ) {}

  get inspection(): InspectionState {
    return this.#time.live;
  }

  get shown(): InspectionState {
    return this.#time.shown;
  }

  get timeline(): TimelineState {
    return this.#time.state;
  }

  seek = (position: number): void => this.#time.seek(position);
  play = (): void => this.#time.play();
  pause = (): void => this.#time.pause();
  scheduled = async (): Promise<readonly ScheduledWork[]> => [];
  branch = (): void => void this.#time.branch();
  setSpeed = (speed: number): void => this.#time.setSpeed(speed);

  now(): number {
    return this.#now + this.#offset;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  run(index: number): void {
    const cell = this.notebook.cells[index];
    if (cell?.type !== "code") return;
    this.playRecords(this.script.filter((record) => record.cell === cell.id));
    this.notebook = updateCell(this.notebook, cell.id, { status: "ok", executionCount: index + 1 });
    this.notify();
  }

  runAll(): void {
    for (const index of this.notebook.cells.keys()) this.run(index);
  }

  stop(): void {
    this.running = false;
    this.notice = "Python was restarted. Tables are kept, variables are gone.";
    this.notify();
  }

  reset(): void {
    this.#time.clear();
    this.#items.clear();
    this.notify();
  }

  advance(ms: number): void {
    this.#offset += ms;
    this.notify();
  }

  load(runtime: Language): void {
    this.runtimes = { ...this.runtimes, [runtime]: { state: "loading", loaded: 4_100_000, total: 6_300_000 } };
    this.notify();
  }

  edit(index: number, source: string): void {
    this.#change(editCell(this.notebook, index, source));
  }

  add(index: number, type: NewCell): void {
    this.#change(addCell(this.notebook, index, type));
  }

  delete(index: number): void {
    this.#change(deleteCell(this.notebook, index));
  }

  move(from: number, to: number): void {
    this.#change(moveCell(this.notebook, from, to));
  }

  setLanguage(index: number, language: Language): void {
    this.#change(setLanguage(this.notebook, index, language));
  }

  dismissNotice(): void {
    this.notice = undefined;
    this.notify();
  }

  async rows(_region: string, _table: string, offset: number, limit: number): Promise<{ total: number; rows: ItemRow[] }> {
    const all = [...this.#items.values()].sort((left, right) => (left.hash < right.hash ? -1 : 1));
    return { total: all.length, rows: all.slice(offset, offset + limit) };
  }

  playRecords(records: readonly CallRecord[]): void {
    for (const event of records.flatMap(({ events }) => events)) {
      if (event.type !== "item-written") continue;
      if (event.new) this.#items.set(JSON.stringify(event.keys), { hash: event.hash, partition: event.partition, item: event.new });
      else this.#items.delete(JSON.stringify(event.keys));
    }
    this.#now = Math.max(this.#now, records.at(-1)?.now ?? 0);
    this.#time.add(records, reduceAll(this.inspection, records));
    this.notify();
  }

  output(id: string, output: Parameters<typeof appendOutputs>[1][number]): void {
    const cell = this.notebook.cells.find((each) => each.id === id);
    if (cell?.type === "code") this.#change(updateCell(this.notebook, id, { outputs: appendOutputs(cell.outputs, [output]) }));
  }

  notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #change(notebook: NotebookModel): void {
    this.notebook = notebook;
    this.notify();
  }
}
