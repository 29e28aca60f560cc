import type { NotebookModel } from "../model/notebook.ts";

/** Text or bytes by name, for the cells' working directory. */
export type Files = Record<string, string | Uint8Array>;

export function filesAsBytes(files: Files): Record<string, Uint8Array> {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, typeof content === "string" ? encoder.encode(content) : content]),
  );
}

/** The files named in the notebook's metadata.shardbook.files or, without that, in literal `open("...")` calls. */
export function fileNames({ metadata, cells }: NotebookModel): string[] {
  const named = (metadata.shardbook as { files?: unknown } | undefined)?.files;
  if (Array.isArray(named)) return named.filter((name): name is string => typeof name === "string");
  const found = cells.filter(({ type }) => type === "code").flatMap(({ source }) => [...source.matchAll(/\bopen\(\s*(["'])([^"'\n]+)\1/g)]);
  return [...new Set(found.map((match) => match[2] as string))].filter((name) => /^[\w.][\w. /-]*$/.test(name) && !name.includes(".."));
}

/** Fetches the named files beside the notebook. A missing one is left out: the cell that opens it will say so. */
export async function fetchFiles(names: string[], notebook: URL): Promise<Record<string, Uint8Array>> {
  const found = await Promise.all(names.map(async (name) => [name, await fetchFile(new URL(name, notebook))] as const));
  return Object.fromEntries(found.filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined));
}

async function fetchFile(url: URL): Promise<Uint8Array | undefined> {
  const response = await fetch(url).catch(() => undefined);
  const isPage = response?.headers.get("content-type")?.startsWith("text/html"); // a server that answers everything with its page
  return response?.ok && !isPage ? new Uint8Array(await response.arrayBuffer()) : undefined;
}
