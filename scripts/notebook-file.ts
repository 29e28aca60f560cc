import { readdir, readFile, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { listedFiles } from "../web/model/file-names.ts";
import { parseNotebook } from "../web/model/nbformat.ts";
import type { NotebookModel } from "../web/model/notebook.ts";

/** Rejects with an Error that says what is wrong with the file. */
export async function readNotebook(path: string): Promise<NotebookModel> {
  try {
    return parseNotebook(await readFile(path, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? `There is no file ${path}` : `${path}: ${message}`);
  }
}

/** The files in the notebook's folder, and those in folders below it that its metadata lists. */
export async function filesBeside(path: string, notebook: NotebookModel): Promise<Record<string, Uint8Array>> {
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true });
  const beside = entries.filter((entry) => entry.isFile() && !/^\.|\.ipynb$/.test(entry.name)).map((entry) => entry.name);
  const names = new Set([...beside, ...(listedFiles(notebook) ?? [])]);
  const root = await realpath(folder);
  const read = [...names].map(async (name) => [name, new Uint8Array(await readFile(await placeBelow(root, name)))] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** Follows links; rejects if they lead out of the folder. */
async function placeBelow(folder: string, name: string): Promise<string> {
  const place = await realpath(join(folder, name));
  if (!place.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new Error(`"${name}" leads out of the notebook's folder`);
  return place;
}
