import type { IOutput } from "@jupyterlab/nbformat";

export type Cell = readonly [language: string, source: string];

export const codeCell = (source: string, language = "python", id = "c") => ({
  cell_type: "code" as const,
  id,
  source,
  metadata: { shardbook: { language } },
  outputs: [] as IOutput[],
  execution_count: null,
});

/** A notebook with these code cells, called c0, c1, ... */
export const notebookOf = (...cells: Cell[]) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: cells.map(([language, source], index) => codeCell(source, language, `c${index}`)),
});
