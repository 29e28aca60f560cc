import { crc32 } from "node:zlib";

/**
 * The first line of a data file or a segment of its journal: "SHARDBOOK-DATA 1 {...} 1a2b3c4d", the kind, the version of the format, its
 * fields as JSON, and the CRC-32 of what is before. See docs/data-file.md.
 */
export type HeaderKind = "SHARDBOOK-DATA" | "SHARDBOOK-JOURNAL";

/** No header is longer. */
export const MOST_HEADER_BYTES = 512;

const VERSIONS: Record<HeaderKind, number> = { "SHARDBOOK-DATA": 1, "SHARDBOOK-JOURNAL": 2 };
const NEWLINE = 10;

export function encodeHeader(kind: HeaderKind, fields: object): Uint8Array {
  const text = `${kind} ${VERSIONS[kind]} ${JSON.stringify(fields)} `;
  return Buffer.from(`${text}${checksum(text)}\n`);
}

/** Returns the fields and the size of the line; undefined if the bytes don't begin with a whole header of this kind and version. */
export function decodeHeader(kind: HeaderKind, bytes: Uint8Array): { fields: Record<string, unknown>; size: number } | undefined {
  const end = bytes.subarray(0, MOST_HEADER_BYTES).indexOf(NEWLINE);
  const line = Buffer.from(bytes.subarray(0, Math.max(end, 0))).toString();
  const [, text = "", json = "", sum] = new RegExp(`^(${kind} ${VERSIONS[kind]} (\\{.*\\}) )([\\da-f]{8})$`).exec(line) ?? [];
  const fields = text !== "" && sum === checksum(text) ? parsed(json) : undefined;
  return fields === undefined ? undefined : { fields, size: end + 1 };
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
