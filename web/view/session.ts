import type { ItemRow, ScheduledWork } from "../../wasm/events.ts";
import type { InspectionState } from "../model/inspection.ts";
import type { Language, NewCell, NotebookModel } from "../model/notebook.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import type { TimelineState } from "../model/timeline-state.ts";

/** Everything the views know about the page's work. Values are replaced, never changed in place; listeners are called after each change. */
export interface Session {
  readonly notebook: NotebookModel;
  /** As it is now. */
  readonly inspection: InspectionState;
  /** At the moment that the timeline shows. */
  readonly shown: InspectionState;
  readonly timeline: TimelineState;
  readonly runtimes: Readonly<Record<"engine" | Language, RuntimeState>>;
  /** Whether a cell is running or waiting. */
  readonly running: boolean;
  /** A message for the learner, shown until it changes or is dismissed. */
  readonly notice?: string;

  /** Virtual time, milliseconds since the epoch. */
  now(): number;
  subscribe(listener: () => void): () => void;

  /** Cells are identified by their index among all cells. */
  run(index: number): void;
  runAll(): void;
  stop(): void;
  /** Starts over with fresh tables, clock and variables; the notebook is kept. The views have already asked for confirmation. */
  reset(): void;
  /** Moves the clock forward. */
  advance(ms: number): void;
  /** Loads a language that is idle, or retries one that failed. */
  load(runtime: Language): void;

  edit(index: number, source: string): void;
  add(index: number, type: NewCell): void;
  delete(index: number): void;
  move(from: number, to: number): void;
  setLanguage(index: number, language: Language): void;
  dismissNotice(): void;

  /** Shows the moment after so many steps; the last one is now. */
  seek(position: number): void;
  /** Shows step after step until now; from the beginning if it is now. */
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** The moment shown becomes now, and what came after it is forgotten. */
  branch(): void;

  /** What the engine will do next by itself, the earliest first. */
  scheduled(limit: number): Promise<readonly ScheduledWork[]>;

  /** Items of the table in hash order at the moment shown, and their total number. Rejects if they are not kept any more. */
  rows(region: string, table: string, offset: number, limit: number): Promise<{ total: number; rows: ItemRow[] }>;
}
