import type { IncomingMessage } from "node:http";

export const BODY_LIMIT = 16 * 1024 * 1024;

export type Body = Uint8Array | "too large";

/**
 * Reads a request to its end or to the limit and passes it on; never calls `done` if the client goes away. A body that is too large is
 * still read to its end, because a client that is still sending wouldn't read the answer.
 */
export function readBody(request: IncomingMessage, done: (body: Body) => void): void {
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
