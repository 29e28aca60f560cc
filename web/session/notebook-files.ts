import { MAX_FILE_BYTES } from "../model/file-names.ts";

/** Text or bytes by name, for the cells' working directory. */
export type Files = Record<string, string | Uint8Array>;

export function filesAsBytes(files: Files): Record<string, Uint8Array> {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, typeof content === "string" ? encoder.encode(content) : content]),
  );
}

/**
 * Fetches files beside the notebook; the names are checked (see ../model/file-names.ts). A missing one is left out: the cell that opens it
 * will say so. Rejects, and stops fetching, when they exceed MAX_FILE_BYTES together.
 */
export async function fetchFiles(names: readonly string[], notebook: URL): Promise<Record<string, Uint8Array>> {
  const stop = new AbortController();
  let room = MAX_FILE_BYTES;
  const take = (name: string, size: number) => {
    room -= size;
    if (room < 0) throw new Error(`The notebook's files are larger than ${MAX_FILE_BYTES / 2 ** 20} MB together: "${name}" has no room.`);
  };
  try {
    const fetched = names.map(async (name) => {
      const body = await fetchBody(besideNotebook(name, notebook), stop.signal);
      return [name, body && (await readBody(body, (size) => take(name, size)))] as const;
    });
    const found = await Promise.all(fetched);
    return Object.fromEntries(found.filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined));
  } finally {
    stop.abort();
  }
}

/** Each part is encoded, so that no name is read as another address: "https://a.example" is a file in a folder called "https:". */
function besideNotebook(name: string, notebook: URL): URL | undefined {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return URL.canParse(path, notebook.href) ? new URL(path, notebook) : undefined; // nothing is beside a data: URL
}

async function fetchBody(url: URL | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
  const response = url && (await fetch(url, { signal }).catch(() => undefined));
  const isPage = response?.headers.get("content-type")?.startsWith("text/html"); // a server that answers everything with its page
  return response?.ok && !isPage ? (response.body ?? new Blob().stream()) : undefined;
}

async function readBody(body: ReadableStream<Uint8Array<ArrayBuffer>>, take: (size: number) => void): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    take(next.value.length);
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
