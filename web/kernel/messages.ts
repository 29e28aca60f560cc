/**
 * What the page and the kernel worker say to each other. The kernel holds the engine that cells call, Python and JavaScript; while a
 * cell runs it answers nothing else. Its calls reach the observer through a MessagePort of their own (see ../observer/messages.ts).
 */
import type { IOutput } from "@jupyterlab/nbformat";
import type { JournalEntry } from "../../wasm/engine.ts";
import type { Language } from "../model/notebook.ts";
import type { RuntimeState } from "../model/runtime-state.ts";

export interface CellSource {
  /** nbformat cell id. */
  id: string;
  /** Tells this run of the cell from its others, the later by the greater number: calls are told with it. */
  run: number;
  /** 1, 2, 3, ... among the code cells, as the page shows it beside the cell: what tracebacks name it by. */
  number: number;
  language: Language;
  source: string;
}

/** How a cell ended. Its outputs were sent as events while it ran. */
export interface CellEnd {
  status: "ok" | "error";
  /** 1, 2, 3, ... among the cells that this kernel has run; null where the cell's language did not load. */
  executionCount: number | null;
}

export interface KernelOptions {
  /** Where the site keeps the built files (engine.wasm, py/...), ending in "/". */
  base: string;
  /** An engine's export to start from: what Stop kept, or a saved session. */
  state?: Uint8Array;
  /** Virtual time to go on at, ms since the epoch. */
  now?: number;
  seed?: number;
  /** Load Python at once, or at the first Python cell. */
  python: "eager" | "lazy";
}

/** Requests to the kernel: each a call with one answer, made through one typed proxy (../worker/rpc.ts). */
export interface Kernel {
  /** Engine and JavaScript are usable when this resolves; Python goes on loading. */
  start(options: KernelOptions): Promise<void>;
  /** Waits for the cell's language, runs it. Never rejects for what the learner's code does. */
  runCell(cell: CellSource): Promise<CellEnd>;
  /** Raw request to the engine; resolves with the answer's text. */
  call(region: string, target: string, body: string): Promise<{ status: number; body: string }>;
  /** Files in the working directory that open() and JavaScript's readFile see. */
  writeFiles(files: Record<string, Uint8Array>): Promise<void>;
  advance(ms: number): Promise<number>;
  now(): Promise<number>;
}

/** What the kernel tells of itself, in order, between requests and answers. */
export type KernelEvent =
  | { type: "runtime"; runtime: "engine" | Language; state: RuntimeState }
  /** Outputs are nbformat's; consecutive stream outputs of one name are to be joined by who keeps them. */
  | { type: "output"; cell: string; output: IOutput }
  /** The clock moved by itself (sleep, waiter). */
  | { type: "clock"; now: number };

/** What goes over the journal port, in order. `cell` and `run` are those of the cell that runs, if one does. */
export type JournalMessage = { type: "entry"; cell?: string; run?: number; entry: JournalEntry };
