import type { IOutput } from "@jupyterlab/nbformat";
import type { CellSource } from "./messages.ts";

/** One language of the kernel. */
export interface LanguageRuntime {
  /** Called before each cell; loads the language the first time. */
  load(): Promise<void>;
  /** Returns whether the cell succeeded. Never rejects because of its code. */
  run(cell: CellSource, executionCount: number): Promise<boolean>;
}

export type EmitOutput = (output: IOutput) => void;

/** How tracebacks of both languages name a cell. */
export function cellName({ number }: Pick<CellSource, "number">): string {
  return `<cell ${number}>`;
}
