import { connect } from "node:net";
import { after } from "node:test";
import { type Endpoint, type EndpointOptions, startEndpoint } from "../../wasm/endpoint/endpoint.ts";
import { createEngine } from "../../wasm/load.ts";

export { AUTHORIZATION, signed } from "./signed.ts";

/** Starts an endpoint on a free port for one test file. */
export async function serve(options: Partial<EndpointOptions> = {}): Promise<Endpoint> {
  const endpoint = await startEndpoint({ engine: await createEngine(), port: 0, ...options });
  after(() => endpoint.close());
  return endpoint;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface RawRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Sends one request on its own connection, adding only the body's length and, unless there is one, a Host. */
export function send(url: string, { method = "POST", path = "/", headers = {}, body }: RawRequest = {}): Promise<RawAnswer> {
  const lines = Object.entries({ host: "localhost", ...headers }).map(([name, value]) => `${name}: ${value}`);
  if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  const head = [`${method} ${path} HTTP/1.1`, "connection: close", ...lines, "", ""].join("\r\n");
  return sendBytes(url, Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body ?? "")])).then(parseAnswer);
}

/** Writes the bytes and resolves to everything received until the other side ends. */
export function sendBytes(url: string, bytes: Uint8Array): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1" }, () => socket.write(bytes));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => socket.end());
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(chunks)));
  });
}

export function parseAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf("\r\n\r\n");
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
  if (end < 0 || !status) throw new Error(`No answer: ${JSON.stringify(bytes.toString("latin1"))}`);
  const headers = Object.fromEntries(lines.map((line) => [line.split(":")[0]?.toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  return { status, headers, body: bytes.subarray(end + 4) };
}
