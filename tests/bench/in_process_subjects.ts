import { EventEmitter } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import dynalite from "dynalite";
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import { median, type Subject } from "./subject.ts";

type Call = (operation: string, body: string) => unknown;

/** The engine in this process. */
export async function wasm(): Promise<Subject> {
  return { name: "WASM", round: roundOf(callTo(await createEngine())), end() {} };
}

export function callTo(engine: Engine): Call {
  return (operation, body) => {
    const { status, body: answer } = engine.handle({ region: "us-east-1", target: `DynamoDB_20120810.${operation}`, body });
    if (status !== 200) throw new Error(answer);
  };
}

/** dynalite's own request listener, without a socket. */
export function dynaliteInProcess(): Subject {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  const call: Call = (operation, body) =>
    new Promise<void>((resolve, reject) => {
      const response = new Response((status, text) => (status === 200 ? resolve() : reject(new Error(text))));
      server.emit("request", request(operation, body), response);
    });
  return { name: "dynalite", round: roundOf(call), end() {} };
}

function roundOf(call: Call): Subject["round"] {
  return async (operation, bodies) => {
    const times: number[] = [];
    for (const body of bodies) {
      const started = performance.now();
      const answer = call(operation, body);
      if (answer instanceof Promise) await answer;
      times.push(performance.now() - started);
    }
    return median(times) * 1000;
  };
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
