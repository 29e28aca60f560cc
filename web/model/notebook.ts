import type { IOutput, OutputMetadata as Metadata } from "@jupyterlab/nbformat";

/** The language of a cell. */
export type Language = "python" | "javascript";

export type CellStatus = "idle" | "queued" | "running" | "ok" | "error" | "stopped" | "stale";

interface CellBase {
  /** nbformat cell id, unique in its notebook. */
  readonly id: string;
  readonly source: string;
  readonly metadata: Metadata;
}

export interface TextCell extends CellBase {
  readonly type: "markdown" | "raw";
  readonly attachments?: Metadata;
}

export interface CodeCell extends CellBase {
  readonly type: "code";
  readonly language: Language;
  readonly outputs: readonly IOutput[];
  readonly executionCount: number | null;
  readonly status: CellStatus;
  /** While stale: id of the cell whose edit made it so. */
  readonly staleBecause?: string;
}

export type Cell = TextCell | CodeCell;

/** A notebook as the page holds it. Never changed in place; unchanged cells remain the same objects. */
export interface NotebookModel {
  readonly cells: readonly Cell[];
  readonly metadata: Metadata;
}

export type NewCell = "code" | "markdown";

/** Changes one code cell. Other cells are left alone; an unknown id changes nothing. */
export function updateCell(notebook: NotebookModel, id: string, change: Partial<Omit<CodeCell, "id" | "type">>): NotebookModel {
  return { ...notebook, cells: notebook.cells.map((cell) => (cell.id === id && cell.type === "code" ? { ...cell, ...change } : cell)) };
}

/** Replaces a cell's source. Cells from this one on that have run become stale; outputs are kept. */
export function editCell(notebook: NotebookModel, index: number, source: string): NotebookModel {
  const edited = notebook.cells[index];
  if (!edited || edited.source === source) return notebook;
  const cells = notebook.cells.map((cell, at) => {
    if (at < index) return cell;
    const kept = edited.type === "code" ? stale(cell, edited.id) : cell;
    return at === index ? { ...kept, source } : kept;
  });
  return { ...notebook, cells };
}

export function setLanguage(notebook: NotebookModel, index: number, language: Language): NotebookModel {
  const cell = notebook.cells[index];
  return cell?.type === "code" && cell.language !== language ? updateCell(notebook, cell.id, { language, status: "idle" }) : notebook;
}

/** Inserts an empty cell at `index`. */
export function addCell(notebook: NotebookModel, index: number, type: NewCell, language: Language = "python"): NotebookModel {
  const base = { id: freeId(new Set(notebook.cells.map(({ id }) => id))), source: "", metadata: {} };
  const cell: Cell = type === "code" ? { ...base, type, language, outputs: [], executionCount: null, status: "idle" } : { ...base, type };
  return { ...notebook, cells: notebook.cells.toSpliced(index, 0, cell) };
}

export function deleteCell(notebook: NotebookModel, index: number): NotebookModel {
  return notebook.cells[index] ? { ...notebook, cells: notebook.cells.toSpliced(index, 1) } : notebook;
}

/** Moves a cell to index `to`. An index outside the notebook changes nothing. */
export function moveCell(notebook: NotebookModel, from: number, to: number): NotebookModel {
  const cell = notebook.cells[from];
  if (!cell || !notebook.cells[to] || from === to) return notebook;
  return { ...notebook, cells: notebook.cells.toSpliced(from, 1).toSpliced(to, 0, cell) };
}

/** The metadata's title, else the first heading, else "Untitled notebook". */
export function titleOf({ metadata, cells }: NotebookModel): string {
  if (typeof metadata.title === "string" && metadata.title) return metadata.title;
  for (const cell of cells) {
    const heading = cell.type === "markdown" && /^#{1,3}[ \t]+(\S.*)$/m.exec(cell.source);
    if (heading) return withoutClosingHashes(heading[1] as string);
  }
  return "Untitled notebook";
}

/** "Books" for "Books ##". Not a pattern: one that looks for the end would take a time quadratic in the length of spaces before it. */
function withoutClosingHashes(heading: string): string {
  const text = heading.trimEnd();
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return text.slice(0, end).trimEnd() || text;
}

/** 1, 2, 3, ... for each code cell, as shown in the gutter, the calls and the stream's axis. */
export function cellNumbers({ cells }: NotebookModel): ReadonlyMap<string, number> {
  return new Map(cells.filter(({ type }) => type === "code").map(({ id }, at) => [id, at + 1]));
}

/** "cell-1", "cell-2", ...: the first that isn't taken. */
export function freeId(taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(`cell-${number}`)) number++;
  return `cell-${number}`;
}

function stale(cell: Cell, because: string): Cell {
  if (cell.type !== "code" || !(cell.status === "ok" || cell.status === "error" || cell.status === "stopped")) return cell;
  return { ...cell, status: "stale", staleBecause: because };
}
