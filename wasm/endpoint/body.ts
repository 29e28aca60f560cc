import type { IncomingMessage } from "node:http";
import { gunzip } from "node:zlib";

export const BODY_LIMIT = 16 * 1024 * 1024;

/** "damaged": said to be gzip, and is not. */
export type Body = Uint8Array | "too large" | "damaged";

/** Reads a request to its end, or to the limit, unpacks it and hands it over; never, if the client goes away. */
export function readBody(request: IncomingMessage, done: (body: Body) => void): void {
  const coding = request.headers["content-encoding"];
  readBytes(request, coding?.trim().toLowerCase() === "gzip" ? (body) => unpack(body, done) : done);
}

function unpack(body: Body, done: (body: Body) => void): void {
  if (typeof body === "string" || body.length === 0) return done(body);
  gunzip(body, { maxOutputLength: BODY_LIMIT }, (error: NodeJS.ErrnoException | null, bytes) => {
    if (error === null) done(bytes);
    else done(error.code === "ERR_BUFFER_TOO_LARGE" ? "too large" : "damaged");
  });
}

/** What is too large is read on all the same: a client that is still sending would not read the answer. */
function readBytes(request: IncomingMessage, done: (body: Body) => void): void {
  if (Number(request.headers["content-length"]) > BODY_LIMIT) {
    request.resume();
    return done("too large");
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  request.on("data", (chunk: Uint8Array) => {
    const before = size;
    size += chunk.length;
    if (size <= BODY_LIMIT) {
      chunks.push(chunk);
    } else if (before <= BODY_LIMIT) {
      chunks.length = 0;
      done("too large");
    }
  });
  request.on("end", () => {
    if (size <= BODY_LIMIT) done(chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks));
  });
}
