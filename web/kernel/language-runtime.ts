import type { IOutput } from "@jupyterlab/nbformat";
import type { CellSource } from "./messages.ts";

/** One language of the kernel. */
export interface LanguageRuntime {
  /** Called before each cell; loads at the first call. */
  load(): Promise<void>;
  /** Whether the cell ended well. Never rejects for what its code does. */
  run(cell: CellSource, executionCount: number): Promise<boolean>;
}

export type EmitOutput = (output: IOutput) => void;

/** How tracebacks of both languages name a cell. */
export function cellName({ number }: Pick<CellSource, "number">): string {
  return `<cell ${number}>`;
}
