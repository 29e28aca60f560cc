import type { ICell, INotebookContent, IOutput, OutputMetadata as Metadata, MultilineString } from "@jupyterlab/nbformat";
import { type Cell, freeId, type Language, type NotebookModel } from "./notebook.ts";

/** Why a file is not a notebook, worded for whoever opened it. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

/** Reads nbformat 4 as JSON text or as a parsed object. Missing and repeated cell ids are replaced. Throws NotebookError. */
export function parseNotebook(file: unknown): NotebookModel {
  const content = typeof file === "string" ? parseJson(file) : file;
  if (!isObject(content) || content.nbformat === undefined) throw new NotebookError("Not a notebook: it has no nbformat number.");
  if (content.nbformat !== 4) {
    throw new NotebookError(
      `This notebook has format ${String(content.nbformat)}; Shardbook reads format 4. Jupyter's nbconvert converts it.`,
    );
  }
  if (!Array.isArray(content.cells)) throw new NotebookError("Not a notebook: it has no list of cells.");
  const ids = new Set<string>();
  return { cells: content.cells.map((cell: unknown, at) => parseCell(cell, at, ids)), metadata: asMetadata(content.metadata) };
}

/** The notebook as nbformat 4.5, outputs included. */
export function toNbformat({ cells, metadata }: NotebookModel): INotebookContent {
  return { cells: cells.map(writeCell), metadata, nbformat: 4, nbformat_minor: 5 };
}

/** Text in nbformat is one string, or a list of lines with their line ends. */
export function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join("") : typeof text === "string" ? text : "";
}

function parseCell(cell: unknown, at: number, ids: Set<string>): Cell {
  if (!isObject(cell)) throw new NotebookError(`Cell ${at} of the notebook is not an object.`);
  const base = { id: takeId(cell.id, ids), source: joinLines(cell.source), metadata: asMetadata(cell.metadata) };
  if (cell.cell_type === "code") {
    const outputs = Array.isArray(cell.outputs) ? (cell.outputs.filter(isObject) as IOutput[]) : [];
    const executionCount = typeof cell.execution_count === "number" ? cell.execution_count : null;
    return { ...base, type: "code", language: languageOf(base.metadata), outputs, executionCount, status: "idle" };
  }
  if (cell.cell_type !== "markdown" && cell.cell_type !== "raw") {
    throw new NotebookError(`Cell ${at} has the type ${JSON.stringify(cell.cell_type)}; there are code, markdown and raw.`);
  }
  return { ...base, type: cell.cell_type, ...(isObject(cell.attachments) && { attachments: asMetadata(cell.attachments) }) };
}

function writeCell(cell: Cell): ICell {
  const { id, type, metadata } = cell;
  const source = toLines(cell.source);
  if (cell.type !== "code") return { cell_type: type, id, metadata, source, ...(cell.attachments && { attachments: cell.attachments }) };
  return {
    cell_type: type,
    id,
    metadata: withLanguage(metadata, cell.language),
    source,
    outputs: [...cell.outputs],
    execution_count: cell.executionCount,
  };
}

function withLanguage(metadata: Metadata, language: Language): Metadata {
  if (languageOf(metadata) === language) return metadata;
  return { ...metadata, shardbook: { ...asMetadata(metadata.shardbook), language } };
}

function languageOf(metadata: Metadata): Language {
  return isObject(metadata.shardbook) && metadata.shardbook.language === "javascript" ? "javascript" : "python";
}

function takeId(id: unknown, taken: Set<string>): string {
  const valid = typeof id === "string" && /^[\w-]{1,64}$/.test(id) && !taken.has(id);
  const own = valid ? id : freeId(taken);
  taken.add(own);
  return own;
}

function toLines(text: string): MultilineString {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotebookError(`Not a notebook: it is not JSON (${(error as Error).message}).`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const asMetadata = (value: unknown): Metadata => (isObject(value) ? (value as Metadata) : {});
