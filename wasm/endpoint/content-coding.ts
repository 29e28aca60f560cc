import { crc32, type Inflate, inflateRawSync, inflateSync, type ZlibOptions } from "node:zlib";
import { BODY_LIMIT } from "./body.ts";

const DECODERS = new Map<string, (bytes: Uint8Array) => Uint8Array | undefined>([
  ["", (bytes) => bytes],
  ["identity", (bytes) => bytes],
  ["gzip", gunzip],
  ["deflate", inflate],
]);

/** Decodes a body; undefined if the coding is unknown, the bytes are damaged or truncated, or there are more than BODY_LIMIT. */
export function decodeBody(bytes: Uint8Array, coding = ""): Uint8Array | undefined {
  try {
    return DECODERS.get(coding.trim().toLowerCase())?.(bytes);
  } catch {
    return undefined;
  }
}

/** One zlib stream, https://www.rfc-editor.org/rfc/rfc1950, with nothing after it. */
function inflate(bytes: Uint8Array): Uint8Array | undefined {
  const { content, size } = unpacked(inflateSync, bytes);
  return size === bytes.length ? content : undefined;
}

/** One or more gzip members, https://www.rfc-editor.org/rfc/rfc1952. Whatever follows them is ignored. */
function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  const contents: Uint8Array[] = [];
  let size = 0;
  let rest = bytes;
  for (let start = memberStart(rest); start !== undefined; start = memberStart(rest)) {
    const member = unpacked(inflateRawSync, rest.subarray(start));
    const end = start + member.size;
    size += member.content.length;
    if (!endsMember(rest.subarray(end), member.content) || size > BODY_LIMIT) return undefined;
    contents.push(member.content);
    rest = rest.subarray(end + TRAILER);
  }
  return contents.length > 0 ? Buffer.concat(contents) : undefined;
}

const TRAILER = 8;

/** Checks the trailer, which holds checksum and size. */
function endsMember(trailer: Uint8Array, content: Uint8Array): boolean {
  if (trailer.length < TRAILER) return false;
  const view = new DataView(trailer.buffer, trailer.byteOffset);
  return view.getUint32(0, true) === crc32(content) && view.getUint32(4, true) === content.length;
}

/** The size of the member header at the start of the bytes; undefined if there is none. */
function memberStart(bytes: Uint8Array): number | undefined {
  const [first, second, method, flags = 0] = bytes;
  if (first !== 0x1f || second !== 0x8b || method !== 8) return undefined;
  let size = 10;
  if (flags & 4) size += 2 + (bytes[size] ?? 0) + 256 * (bytes[size + 1] ?? 0);
  for (const text of [8, 16]) if (flags & text) size = bytes.indexOf(0, size) + 1 || bytes.length + 1;
  if (flags & 2) size += 2;
  return size <= bytes.length ? size : undefined;
}

type Unpack = (bytes: Uint8Array, options: ZlibOptions) => Buffer;

/** The content of the stream at the start of the bytes, and its size. Throws if it is damaged, truncated or holds more than BODY_LIMIT. */
function unpacked(unpack: Unpack, bytes: Uint8Array): { content: Uint8Array; size: number } {
  const result = unpack(bytes, { info: true, maxOutputLength: BODY_LIMIT }) as unknown as { buffer: Buffer; engine: Inflate };
  return { content: result.buffer, size: result.engine.bytesWritten };
}
