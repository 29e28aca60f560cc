import type { NotebookModel } from "./notebook.ts";

/** How many files a notebook may name, and how large they may be together, in bytes. */
export const MAX_FILES = 100;
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** In UTF-16 units. */
const MAX_NAME = 1_000;

/**
 * Throws an Error that names the culprit unless each is a relative path that stays in its folder and none of them is both a file and a
 * folder. Such names are safe to fetch beside a notebook, to read from its folder, and to write into Python's file system together.
 */
export function checkFileNames(names: readonly string[]): void {
  const wrong = names.find((name) => !isFileName(name));
  if (wrong !== undefined) throw new Error(`"${shortened(wrong)}" is no name for a file beside the notebook: ${RULE}.`);
  const files = new Set(names.map(normalPath));
  for (const path of files) {
    const folder = foldersOf(path).find((each) => files.has(each));
    if (folder !== undefined) throw new Error(`There cannot be both a file "${folder}" and a file "${path}" beside the notebook.`);
  }
}

/** The files that metadata.shardbook.files lists; undefined if there is no list. Throws an Error if it asks for what is not allowed. */
export function listedFiles({ metadata }: NotebookModel): string[] | undefined {
  const listed = (metadata.shardbook as { files?: unknown } | undefined)?.files;
  if (!Array.isArray(listed)) return undefined;
  const names = [...new Set(listed.filter((name): name is string => typeof name === "string"))];
  checkNumber(names);
  checkFileNames(names);
  return names;
}

/** The files a notebook needs: those it lists or, without a list, those in literal `open("...")` calls. Throws as listedFiles does. */
export function neededFiles(notebook: NotebookModel): string[] {
  const listed = listedFiles(notebook);
  if (listed) return listed;
  const code = notebook.cells.filter(({ type }) => type === "code");
  const opened = code.flatMap(({ source }) => [...source.matchAll(/\bopen\(\s*(["'])([^"'\n]+)\1/g)].map((match) => match[2] as string));
  const names = [...new Set(opened)].filter((name) => /^[\w.][\w. /-]*$/.test(name) && isFileName(name));
  checkNumber(names);
  return names;
}

const RULE = `it must be a relative path without "..", of at most ${MAX_NAME} characters`;

function checkNumber(names: readonly string[]): void {
  if (names.length > MAX_FILES) throw new Error(`The notebook names ${names.length} files; at most ${MAX_FILES} are allowed.`);
}

function isFileName(name: string): boolean {
  const parts = name.split("/");
  const stays = parts.every((part) => part !== "" && part !== "..") && parts.some((part) => part !== ".");
  return stays && name.length <= MAX_NAME && !/\p{Surrogate}/u.test(name); // a lone surrogate has no UTF-8
}

/** Normalizes "./data/../books.json" to "books.json"; there is nothing above the working directory. */
export function normalPath(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** "a" and "a/b" for "a/b/c". */
function foldersOf(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}

function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
