import type { IncomingMessage } from "node:http";

/** Returns the headers, names and values alternating, that let a page of the request's origin read the answer: https://fetch.spec.whatwg.org/#http-cors-protocol */
export function corsHeaders({ method, headers }: IncomingMessage): string[] {
  if (headers.origin === undefined) return [];
  const cors = ["Access-Control-Allow-Origin", headers.origin, "Vary", "Origin"];
  cors.push("Access-Control-Expose-Headers", "x-amzn-RequestId, x-amz-crc32, Date");
  if (method !== "OPTIONS") return cors;
  const { "access-control-request-headers": names, "access-control-request-method": methods } = headers;
  if (names !== undefined) cors.push("Access-Control-Allow-Headers", names);
  if (methods !== undefined) cors.push("Access-Control-Allow-Methods", methods);
  cors.push("Access-Control-Max-Age", "172800");
  return cors;
}
