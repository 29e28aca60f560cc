/**
 * The protocol between the page and the kernel worker. The kernel holds the engine that cells call, Python and JavaScript; while a
 * cell runs, it answers nothing else. Its calls reach the observer through a MessagePort of their own (see ../observer/messages.ts).
 */
import type { IOutput } from "@jupyterlab/nbformat";
import type { JournalEntry } from "../../wasm/engine.ts";
import type { Language } from "../model/notebook.ts";
import type { RuntimeState } from "../model/runtime-state.ts";

export interface CellSource {
  /** nbformat cell id. */
  id: string;
  /** Identifies this run of the cell; later runs have greater numbers. Calls are attributed to it. */
  run: number;
  /** 1, 2, 3, ... among the code cells, as shown beside the cell and in tracebacks. */
  number: number;
  language: Language;
  source: string;
}

/** How a cell ended. Its outputs were sent as events while it ran. */
export interface CellEnd {
  status: "ok" | "error";
  /** 1, 2, 3, ... over all cells run by this kernel; null if the cell's language did not load. */
  executionCount: number | null;
}

export interface KernelOptions {
  /** Where the site keeps the built files (engine.wasm, py/...), ending in "/". */
  base: string;
  /** An engine's export to start from, kept by Stop or from a saved session. */
  state?: Uint8Array;
  /** The virtual time to continue at, ms since the epoch. */
  now?: number;
  seed?: number;
  /** Load Python at once, or with the first Python cell. */
  python: "eager" | "lazy";
}

/** Calls to the kernel, made through a typed proxy (../worker/rpc.ts). */
export interface Kernel {
  /** Engine and JavaScript are usable once this resolves; Python continues to load. */
  start(options: KernelOptions): Promise<void>;
  /** Waits for the cell's language, then runs the cell. Never rejects because of the learner's code. */
  runCell(cell: CellSource): Promise<CellEnd>;
  /** A raw request to the engine. */
  call(region: string, target: string, body: string): Promise<{ status: number; body: string }>;
  /**
   * Puts files into the working directory, where open() and JavaScript's readFile see them. Rejects if a name is not a relative path in
   * it, or is that of a folder.
   */
  writeFiles(files: Record<string, Uint8Array>): Promise<void>;
  advance(ms: number): Promise<number>;
  now(): Promise<number>;
}

/** What the kernel reports, in order, between calls and answers. */
export type KernelEvent =
  | { type: "runtime"; runtime: "engine" | Language; state: RuntimeState }
  /** Outputs are nbformat's, in batches of bounded size; one may say what was left out. Whoever keeps them appends them to an OutputLog. */
  | { type: "outputs"; cell: string; outputs: readonly IOutput[] }
  /** A cell moved the clock (by sleep or a waiter). Not sent for each step. */
  | { type: "clock"; now: number }
  /** A language died under its cell, which ends with an error. Nothing in this kernel can be relied on any more. */
  | { type: "crashed"; language: Language }
  /** The engine itself failed in the middle of a call. This kernel is of no use any more. */
  | { type: "engine-lost"; cell?: string; message: string };

/** An entry of the journal, with the running cell and its run, if any. */
export interface JournaledEntry {
  type: "entry";
  cell?: string;
  run?: number;
  entry: JournalEntry;
}

/** The last entry's call took long, and is finished. That other calls are finished shows from the next entry. */
export interface JournaledFinish {
  type: "finished";
  ms: number;
}

/** What a kernel writes to its journal. */
export type JournalRecord = JournaledEntry | JournaledFinish;

/** For how long a kernel goes on without looking whether it has been stopped, ms. */
export const JOURNAL_LEASE = 100;

/**
 * What goes over the journal port, in order. `number` counts the kernel's entries from 1. `lease` and `ticket` are flags
 * (../worker/flag.ts): lowering the lease stops the kernel within JOURNAL_LEASE; lowering a ticket says that its entry has been repeated.
 */
export type JournalMessage = { type: "begin"; lease?: string } | (JournaledEntry & { number: number; ticket?: string }) | JournaledFinish;
