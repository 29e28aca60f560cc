import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ICodeCell, INotebookContent, IOutput } from "@jupyterlab/nbformat";
import { joinLines } from "../../web/model/nbformat.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const examples = join(root, "examples");

/** A code cell after it has run. */
export interface RanCell {
  id: string;
  /** Everything the cell shows, streams and values; an error by its name. */
  text: string;
}

/** Runs a notebook like `npm run notebook`. Rejects if a cell fails. */
export function runNotebook(file: string): Promise<RanCell[]> {
  return inTemporaryFolder((folder) => runInto(file, join(folder, "output.ipynb")));
}

/** "Run all", twice in one kernel, with the notebook's data if it has any. The second run's cells have the ids of the first's. */
export function runNotebookTwice(file: string, data?: string): Promise<[RanCell[], RanCell[]]> {
  return inTemporaryFolder(async (folder) => {
    const notebook = await readNotebook(file);
    const twice = join(folder, "twice.ipynb");
    if (data !== undefined) await copyFile(join(examples, data), join(folder, data));
    await writeFile(twice, JSON.stringify({ ...notebook, cells: [...notebook.cells, ...notebook.cells] }));
    const ran = await runInto(twice, join(folder, "output.ipynb"));
    const half = ran.length / 2;
    const ids = ran.slice(0, half).map(({ id }) => id);
    return [ran.slice(0, half), ran.slice(half).map((cell, at) => ({ ...cell, id: ids[at] as string }))];
  });
}

export async function readNotebook(file: string): Promise<INotebookContent> {
  return JSON.parse(await readFile(file, "utf8")) as INotebookContent;
}

async function runInto(file: string, output: string): Promise<RanCell[]> {
  const runner = join(root, "scripts/notebook.ts");
  await promisify(execFile)(process.execPath, ["--import", "tsx", runner, file, "--output", output], { cwd: root });
  const { cells } = await readNotebook(output);
  const code = cells.filter((cell): cell is ICodeCell => cell.cell_type === "code");
  return code.map(({ id, outputs }) => ({ id: String(id), text: outputs.map(outputText).join("") }));
}

function outputText(output: IOutput): string {
  if (output.output_type === "stream") return joinLines(output.text);
  if (output.output_type === "error") return String(output.ename);
  return `${joinLines((output.data as Record<string, unknown>)["text/plain"])}\n`;
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "shardbook-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
