import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Engine } from "../engine.ts";
import { NotKeptError } from "../not-kept.ts";
import { type AccessCheck, type AccessOptions, accessCheck } from "./access.ts";
import { type Answer, toWire } from "./answer.ts";
import { type Body, readBody } from "./body.ts";
import { Connection } from "./connection.ts";
import { corsHeaders } from "./cors.ts";
import { accessDenied, answerTo, INTERNAL_ERROR, internalError } from "./protocol.ts";
import { answerUnknownMethod, answerUnreadable } from "./raw-answer.ts";
import { sendTogether } from "./sending.ts";

export interface EndpointOptions extends AccessOptions {
  engine: Pick<Engine, "handle">;
  /** 0 picks any free port. */
  port: number;
  /** The address to listen on; 127.0.0.1 by default, so that no other machine can connect. */
  host?: string;
  /** Answers wait for this: it resolves once the calls made so far are kept, undefined if they are. Rejects with a NotKeptError. */
  kept?: () => Promise<void> | undefined;
  /** The engine threw, which it never should. The client got an internal error; the engine's state can no longer be trusted. */
  onFailure?: (error: unknown) => void;
}

export interface Endpoint {
  /** "http://127.0.0.1:8000" */
  url: string;
  /** Stops accepting connections and resolves once all requests under way are answered. */
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";
const HTTP = { keepAliveTimeout: 120_000, maxHeaderSize: 16 * 1024, requireHostHeader: false };
const MOST_TO_CLOSE_MS = 5_000;
const TOO_LARGE: Answer = { status: 413, body: "", headers: ["Transfer-Encoding", "chunked"] };

/** Serves DynamoDB and DynamoDB Streams over HTTP. Rejects with Node's error if the port cannot be taken. */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const refusal = accessCheck(options);
  const connections = new Map<Duplex, Connection>();
  const send = sendTogether((response) => connections.get(response.req.socket)?.beforeSending(response));
  const server = createServer(HTTP, (request, response) => {
    response.on("error", () => {}); // the client went away
    connections.get(request.socket)?.add(request, response);
    readBody(request, (body) => {
      const answer = checkedAnswer(refusal, options, request, body);
      whenKept(options, answer, (kept) => toWire(request, kept, (wire) => send(response, wire)));
    });
  });
  server.on("connection", (socket) => {
    connections.set(socket, new Connection(socket));
    socket.on("close", () => connections.delete(socket));
    socket.on("error", () => {}); // CONNECT takes Node's own listener away
  });
  server.on("clientError", (error, socket) => connections.get(socket)?.afterAnswers(() => answerUnreadable(error, socket)));
  server.on("connect", (_request, socket) => connections.get(socket)?.afterAnswers(() => answerUnknownMethod(socket)));
  await listen(server, options);
  return { url: urlOf(server.address() as AddressInfo), close: () => closeServer(server, connections.values()) };
}

function checkedAnswer(refusal: AccessCheck, options: EndpointOptions, request: IncomingMessage, body: Body): Answer {
  const reason = refusal(request.headers);
  if (reason !== undefined) return accessDenied(reason);
  const answer = answerOf(options, request, body);
  return request.headers.origin === undefined ? answer : { ...answer, headers: [...(answer.headers ?? []), ...corsHeaders(request)] };
}

function answerOf(options: EndpointOptions, request: IncomingMessage, body: Body): Answer {
  if (body === "too large") return TOO_LARGE;
  const { engine, onFailure } = options;
  const { method = "", url = "", headers } = request;
  if (method === "OPTIONS" && headers.origin !== undefined) return { status: 200, body: "" };
  try {
    return answerTo(engine, { method, url, headers, body });
  } catch (error) {
    if (error instanceof NotKeptError) return internalError(error.message);
    onFailure?.(error);
    return INTERNAL_ERROR;
  }
}

/** Passes the answer on once what it tells is kept. */
function whenKept({ kept }: EndpointOptions, answer: Answer, done: (answer: Answer) => void): void {
  const keeping = kept?.();
  if (keeping === undefined) return done(answer);
  keeping.then(
    () => done(answer),
    ({ message }: NotKeptError) => done({ ...internalError(message), headers: answer.headers }),
  );
}

function listen(server: Server, { port, host = LOOPBACK }: EndpointOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function closeServer(server: Server, connections: Iterable<Connection>): Promise<void> {
  return new Promise((resolve) => {
    for (const connection of connections) connection.close();
    const rest = setTimeout(() => server.closeAllConnections(), MOST_TO_CLOSE_MS);
    server.close(() => {
      clearTimeout(rest);
      resolve();
    });
  });
}
