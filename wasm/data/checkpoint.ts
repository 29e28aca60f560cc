import { type Disk, replaceFile } from "./disk.ts";
import { decodeHeader, encodeHeader } from "./header.ts";
import { isId } from "./segment.ts";

/** A data file: an engine's export behind a header. */
export interface Checkpoint {
  /** The id of the state; undefined in a file written before there were journals, which is an export alone. */
  id: string | undefined;
  state: Uint8Array;
}

/** Returns undefined if there is no such file. */
export function readCheckpoint(disk: Disk, path: string): Checkpoint | undefined {
  if (!disk.exists(path)) return undefined;
  const bytes = disk.read(path);
  const header = decodeHeader("SHARDBOOK-DATA", bytes);
  if (header === undefined || !isId(header.fields.id)) return { id: undefined, state: bytes };
  return { id: header.fields.id, state: bytes.subarray(header.size) };
}

/** Replaces the file, keeping its permissions. When this is done, it stays done even if the power fails. */
export function writeCheckpoint(disk: Disk, path: string, id: string, state: Iterable<Uint8Array>): void {
  replaceFile(disk, path, withHeader(id, state), path);
}

function* withHeader(id: string, state: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield encodeHeader("SHARDBOOK-DATA", { id });
  yield* state;
}
