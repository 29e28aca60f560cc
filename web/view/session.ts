import type { ItemRow } from "../../wasm/events.ts";
import type { InspectionState } from "../model/inspection.ts";
import type { Language, NewCell, NotebookModel } from "../model/notebook.ts";
import type { RuntimeState } from "../model/runtime-state.ts";

/** All that the views know of the page's work. What changes is replaced, never changed in place; listeners are told after each change. */
export interface Session {
  readonly notebook: NotebookModel;
  readonly inspection: InspectionState;
  readonly runtimes: Readonly<Record<"engine" | Language, RuntimeState>>;
  /** A cell runs or waits. */
  readonly running: boolean;
  /** A line for the learner: that Stop kept the tables, that a save failed. Shown until it changes or is dismissed. */
  readonly notice?: string;

  /** Virtual time, milliseconds since the epoch. */
  now(): number;
  subscribe(listener: () => void): () => void;

  /** Cells are named by their place among all cells. */
  run(index: number): void;
  runAll(): void;
  stop(): void;
  /** Fresh tables, clock and variables; the notebook is kept. The views have asked before. */
  reset(): void;
  /** Moves the clock forward. */
  advance(ms: number): void;
  /** Loads a language that is idle, or tries a failed one again. */
  load(runtime: Language): void;

  edit(index: number, source: string): void;
  add(index: number, type: NewCell): void;
  delete(index: number): void;
  move(from: number, to: number): void;
  setLanguage(index: number, language: Language): void;
  dismissNotice(): void;

  /** Items of the table in hash order, and how many there are. */
  rows(region: string, table: string, offset: number, limit: number): Promise<{ total: number; rows: ItemRow[] }>;
}
