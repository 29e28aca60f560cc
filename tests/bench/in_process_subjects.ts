import { EventEmitter } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import dynalite from "dynalite";
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import { median, type Subject } from "./subject.ts";

type Call = (operation: string, body: string) => unknown;

/** The engine in this process. */
export async function wasm(): Promise<Subject> {
  return { name: "WASM", round: roundOf(callTo(await createEngine())), end() {} };
}

/** The engine of another checkout, whose WebAssembly is built. */
export async function wasmOf(folder: string): Promise<Subject> {
  const loader = (await import(pathToFileURL(resolve(folder, "wasm/load.ts")).href)) as { createEngine: typeof createEngine };
  return { name: folder.replace(/^.*\/(?=.)/, ""), round: roundOf(callTo(await loader.createEngine())), end() {} };
}

/** What JavaScript itself needs for the same: parsing the request, a Map of items, and the response's text. */
export function bareMap(): Subject {
  type Item = Record<"pk" | "sk", { S: string }>;
  const items = new Map<string, Item>();
  const keyOf = ({ pk, sk }: Item) => `${pk.S}\n${sk.S}`;
  const put = (item: Item) => items.set(keyOf(item), item);
  const call: Call = (operation, text) => {
    const body = JSON.parse(text);
    if (operation === "CreateTable") return "{}";
    if (operation === "GetItem") return JSON.stringify({ Item: items.get(keyOf(body.Key)) });
    if (operation === "PutItem") put(body.Item);
    else if (operation === "BatchWriteItem")
      for (const { PutRequest } of Object.values<{ PutRequest: { Item: Item } }[]>(body.RequestItems).flat()) put(PutRequest.Item);
    else throw new Error(`a Map has no ${operation}`);
    return "{}";
  };
  return { name: "Map", round: roundOf(call), end() {} };
}

export function callTo(engine: Engine): Call {
  return (operation, body) => {
    const answer = engine.handle({ region: "us-east-1", target: `DynamoDB_20120810.${operation}`, body });
    if (answer.status !== 200) throw new Error(answer.body);
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
