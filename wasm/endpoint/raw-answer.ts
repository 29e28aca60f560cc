import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { identityHeaders } from "./answer.ts";
import { UNKNOWN_METHOD } from "./protocol.ts";

const LINGER_MS = 500;

/** Answers what Node's parser rejects, then ends the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "HPE_INVALID_METHOD") answerUnknownMethod(socket);
  else endWith(socket, error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400, "");
}

export function answerUnknownMethod(socket: Duplex): void {
  endWith(socket, UNKNOWN_METHOD.status, UNKNOWN_METHOD.body);
}

function endWith(socket: Duplex, status: number, body: string): void {
  if (!socket.writable) return;
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, `Date: ${new Date().toUTCString()}`, "Connection: close"];
  const headers = [...identityHeaders(body), "Content-Length", String(body.length)];
  for (let at = 0; at < headers.length; at += 2) head.push(`${headers[at]}: ${headers[at + 1]}`);
  socket.on("error", () => socket.destroy());
  // If the socket were closed at once, a client that is still sending would lose the answer.
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => setTimeout(() => socket.destroy(), LINGER_MS).unref());
}
