import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

export const BODY_LIMIT = 16 * 1024 * 1024;

/** "damaged": said to be gzip, and is not. "aborted": the client went away. */
export type Body = Uint8Array | "too large" | "damaged" | "aborted";

const inflate = promisify(gunzip);

/** Reads a request to its end, or to the limit, and unpacks it. */
export function readBody(request: IncomingMessage): Promise<Body> {
  const coding = request.headers["content-encoding"];
  return coding?.trim().toLowerCase() === "gzip" ? readBytes(request).then(unpack) : readBytes(request);
}

async function unpack(body: Body): Promise<Body> {
  if (typeof body === "string" || body.length === 0) return body;
  try {
    return await inflate(body, { maxOutputLength: BODY_LIMIT });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too large" : "damaged";
  }
}

function readBytes(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      else tooLarge();
    });
    request.on("end", () => resolve(chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks)));
    request.on("close", () => resolve("aborted")); // after "end" it says nothing new
    const tooLarge = () => {
      request.removeAllListeners("data");
      request.resume(); // a client that is still sending would not read the answer
      chunks.length = 0;
      resolve("too large");
    };
    if (Number(request.headers["content-length"]) > BODY_LIMIT) tooLarge();
  });
}
