import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** What one connection still owes: clients may send further requests before the first is answered. */
export class Connection {
  #socket: Duplex;
  #unanswered = new Map<ServerResponse, IncomingMessage>();
  #newest: ServerResponse | undefined;
  #closing = false;
  #whenAnswered: (() => void) | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
  }

  /** Notes a request. It is answered once its response is closed. */
  add(request: IncomingMessage, response: ServerResponse): void {
    this.#unanswered.set(response, request);
    this.#newest = response;
    response.on("close", () => {
      this.#unanswered.delete(response);
      this.#settle();
    });
  }

  /** To be called before a response is sent. The last one before closing says so; those before it must not, for nothing may follow it. */
  beforeSending(response: ServerResponse): void {
    if (this.#closing && response === this.#newest) response.shouldKeepAlive = false;
  }

  /** Ends the connection once all requests are answered, also one that is still being received. */
  close(): void {
    this.#closing = true;
    this.#settle();
  }

  /** Calls `done` once all requests that were received whole are answered. For what ends the connection, so only the first caller counts. */
  afterAnswers(done: () => void): void {
    if (this.#whenAnswered) return;
    this.#whenAnswered = done;
    this.#settle();
  }

  #settle(): void {
    if (this.#closing && this.#unanswered.size === 0) this.#socket.end();
    if (this.#whenAnswered && [...this.#unanswered.values()].every(({ complete }) => !complete)) this.#whenAnswered();
  }
}
