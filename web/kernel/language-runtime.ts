import type { IOutput } from "@jupyterlab/nbformat";
import type { CellSource } from "./messages.ts";

/** One language of the kernel. */
export interface LanguageRuntime {
  /** Called before each cell; loads the language the first time. */
  load(): Promise<void>;
  /** Returns whether the cell succeeded. Rejects only if the language itself fails, with a LanguageCrash if it cannot go on. */
  run(cell: CellSource, executionCount: number): Promise<boolean>;
}

/** The language is dead, and what it shared with the engine may be damaged. */
export class LanguageCrash extends Error {
  override name = "LanguageCrash";
}

export type EmitOutput = (output: IOutput) => void;

/** How tracebacks of both languages name a cell. */
export function cellName({ number }: Pick<CellSource, "number">): string {
  return `<cell ${number}>`;
}
