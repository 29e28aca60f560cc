import { EventEmitter } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import dynalite from "dynalite";
import { createEngine } from "../../wasm/load.ts";

/** Answers one request of the low-level API in this process. */
export type Peer = (operation: string, body: string) => unknown;

export async function engine(): Promise<Peer> {
  const instance = await createEngine();
  return (operation, body) => {
    const { status, body: answer } = instance.handle({ region: "us-east-1", target: `DynamoDB_20120810.${operation}`, body });
    if (status !== 200) throw new Error(answer);
  };
}

/** dynalite's own request listener, without a socket. */
export function dynaliteInProcess(): Peer {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  return (operation, body) =>
    new Promise<void>((resolve, reject) => {
      const response = new Response((status, text) => (status === 200 ? resolve() : reject(new Error(text))));
      server.emit("request", request(operation, body), response);
    });
}

const CREDENTIAL = "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a";

function request(operation: string, body: string): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  message.method = "POST";
  message.url = "/";
  message.headers = {
    host: "localhost",
    authorization: CREDENTIAL,
    "x-amz-date": "20260101T000000Z",
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${operation}`,
  };
  message.push(body);
  message.push(null);
  return message;
}

class Response extends EventEmitter {
  statusCode = 200;
  #done: (status: number, text: string) => void;
  constructor(done: (status: number, text: string) => void) {
    super();
    this.#done = done;
  }
  setHeader(): void {}
  removeHeader(): void {}
  writeHead(status: number): void {
    this.statusCode = status;
  }
  end(text: unknown): void {
    this.#done(this.statusCode, String(text ?? ""));
  }
}
