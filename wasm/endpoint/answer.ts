import type { IncomingMessage } from "node:http";
import { crc32, gzip } from "node:zlib";
import { requestId } from "../request-id.ts";

export interface Answer {
  status: number;
  contentType?: string;
  body: string | Uint8Array;
  /** The engine's id, if the engine answered. */
  requestId?: string;
  /** Names and values, alternating. */
  headers?: string[];
}

/** What goes over the wire. */
export interface WireAnswer {
  status: number;
  headers: string[];
  body: string | Uint8Array;
}

/** Adds what every answer of the service has (its name, a request id, a checksum of the bytes sent) and passes it on. */
export function toWire(request: IncomingMessage, answer: Answer, done: (wire: WireAnswer) => void): void {
  if (answer.body === "" || !acceptsGzip(request.headers["accept-encoding"])) return done(wireAnswer(answer, answer.body));
  gzip(answer.body, (error, packed) => {
    if (error === null) done(wireAnswer(answer, packed, ["Content-Encoding", "gzip"]));
    else done(wireAnswer(answer, answer.body));
  });
}

function wireAnswer(answer: Answer, body: string | Uint8Array, coding: string[] = []): WireAnswer {
  const headers = identityHeaders(body, answer.requestId).concat(answer.headers ?? [], coding);
  if (answer.contentType !== undefined) headers.push("Content-Type", answer.contentType);
  if (!headers.includes("Transfer-Encoding")) headers.push("Content-Length", String(Buffer.byteLength(body)));
  return { status: answer.status, headers, body };
}

export function identityHeaders(body: string | Uint8Array, id = requestId()): string[] {
  return ["Server", "Server", "x-amzn-RequestId", id, "x-amz-crc32", String(crc32(body))];
}

/** https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding */
function acceptsGzip(accepted: string | undefined): boolean {
  if (accepted === undefined) return false;
  const weights = new Map<string, number>();
  for (const coding of accepted.toLowerCase().split(",")) {
    const [name = "", ...parameters] = coding.split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  return (weights.get("gzip") ?? weights.get("*") ?? 0) > 0;
}
