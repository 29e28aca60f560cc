import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { random } from "../random.ts";
import { type RawAnswer, send, serve, signed } from "./serve.ts";

const { url } = await serve();
const TABLE = {
  TableName: "ordered",
  KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};
await send(url, { headers: signed("CreateTable"), body: JSON.stringify(TABLE) });

/** A request as bytes, and what its answer tells: the status, and the list as the request found or left it. */
interface Sent {
  bytes: Buffer;
  method: string;
  status: number;
  list?: number[];
}

/** Random requests of one connection about one item, whose list grows by a number with each good write. */
class Requests {
  readonly #next: () => number;
  readonly #key: string;
  readonly #list: number[] = [];
  #written = 0;

  constructor(seed: number) {
    this.#next = random(seed);
    this.#key = String(seed);
  }

  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  any(): Sent {
    const kind = this.below(100);
    if (kind < 45) return this.#write();
    if (kind < 65) return this.#read();
    if (kind < 70) return { ...this.#good("UpdateItem", this.#update(), { "content-type": "text/plain" }), status: 404 };
    if (kind < 76) return { ...this.#good("UpdateItem", this.#update().slice(1)), status: 400 };
    if (kind < 82) return { ...this.#good("UpdateItem", `${this.#update()} `, { "content-encoding": "br" }), status: 500 };
    if (kind < 84) return { ...this.#good("UpdateItem", this.#update(), { origin: "http://evil.test" }), status: 403 };
    if (kind < 88) return { ...this.#damaged(), status: 500 };
    if (kind < 92) return this.#bare("GET", 200);
    if (kind < 94) return this.#bare("HEAD", 404);
    if (kind < 96) return this.#bare("OPTIONS", 404);
    if (kind < 98) return this.#bare("POST", 400);
    return kind === 98 ? this.#tooLarge() : this.#bare("PUT", 404);
  }

  /** Something after which there is nothing more on a connection. */
  last(): Sent {
    const kind = this.below(5);
    if (kind === 0) return { bytes: Buffer.from("nonsense\r\n\r\n"), method: "POST", status: 404 };
    if (kind === 1) return { bytes: Buffer.from("POST / HTTP/1.1\r\nno colon\r\n\r\n"), method: "POST", status: 400 };
    if (kind === 2) return { bytes: Buffer.from("CONNECT x:1 HTTP/1.1\r\n\r\n"), method: "POST", status: 404 };
    if (kind === 3) {
      const head = `POST / HTTP/1.1\r\n${lines({ ...signed("UpdateItem"), "transfer-encoding": "chunked" })}\r\n`;
      return { bytes: Buffer.from(`${head}2\r\n{}\r\nzz\r\n`), method: "POST", status: 400 };
    }
    const { bytes, ...rest } = this.#bare("GET", 200);
    return { bytes: Buffer.from(bytes.toString().replace("\r\n", "\r\nconnection: close\r\n")), ...rest };
  }

  #write(): Sent {
    const sent = this.#good("UpdateItem", this.#update());
    this.#list.push(this.#written);
    return { ...sent, list: [...this.#list] };
  }

  #read(): Sent {
    const body = JSON.stringify({ TableName: "ordered", Key: { k: { S: this.#key } }, ProjectionExpression: "l" });
    return { ...this.#good("GetItem", body), list: [...this.#list] };
  }

  #update(): string {
    return JSON.stringify({
      TableName: "ordered",
      Key: { k: { S: this.#key } },
      UpdateExpression: "SET l = list_append(if_not_exists(l, :none), :next)",
      ExpressionAttributeValues: { ":none": { L: [] }, ":next": { L: [{ N: String(++this.#written) }] } },
      ReturnValues: "UPDATED_NEW",
    });
  }

  #good(operation: string, text: string, more: Record<string, string> = {}): Sent {
    const headers = { ...signed(operation), ...more };
    const coding = headers["content-encoding"] === undefined ? this.below(3) : 0;
    if (coding === 1) return this.#framed({ ...headers, "content-encoding": "gzip" }, gzipSync(text));
    if (coding === 2) return this.#framed({ ...headers, "content-encoding": "deflate" }, deflateSync(text));
    return this.#framed(headers, Buffer.from(text));
  }

  #damaged(): Sent {
    const packed = this.below(2) === 0 ? gzipSync(this.#update()) : deflateSync(this.#update());
    const coding = packed[0] === 0x1f ? "gzip" : "deflate";
    return this.#framed({ ...signed("UpdateItem"), "content-encoding": coding }, packed.subarray(0, this.below(packed.length)));
  }

  #tooLarge(): Sent {
    return { ...this.#framed(signed("UpdateItem"), Buffer.alloc(16 * 2 ** 20 + 1, " ")), status: 413 };
  }

  /** A request without a body. */
  #bare(method: string, status: number): Sent {
    return { bytes: Buffer.from(`${method} / HTTP/1.1\r\n\r\n`), method, status };
  }

  #framed(headers: Record<string, string>, body: Buffer): Sent {
    const all = this.below(3) === 0 ? { ...headers, "accept-encoding": "gzip" } : headers;
    const chunked = this.below(2) === 0;
    const framing: Record<string, string> = chunked ? { "transfer-encoding": "chunked" } : { "content-length": String(body.length) };
    const head = Buffer.from(`POST / HTTP/1.1\r\n${lines({ ...all, ...framing })}\r\n`);
    return { bytes: Buffer.concat([head, ...(chunked ? this.#chunks(body) : [body])]), method: "POST", status: 200 };
  }

  #chunks(body: Buffer): Buffer[] {
    const chunks: Buffer[] = [];
    for (let at = 0, size = 0; at < body.length; at += size) {
      size = Math.min(body.length - at, 1 + this.below(body.length > 10_000 ? body.length : 200));
      chunks.push(Buffer.from(`${size.toString(16)}\r\n`), body.subarray(at, at + size), Buffer.from("\r\n"));
    }
    return [...chunks, Buffer.from("0\r\n\r\n")];
  }
}

const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");

/** Sends the bytes in pieces of random sizes and resolves to what comes back until the other side ends. */
async function exchange(bytes: Buffer, requests: Requests): Promise<Buffer> {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", noDelay: true });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  const closed = once(socket, "close");
  for (let at = 0, size = 0; at < bytes.length; at += size) {
    size = requests.below(4) === 0 ? 1 + requests.below(300) : 1 + requests.below(bytes.length);
    socket.write(bytes.subarray(at, at + size));
    for (let turns = requests.below(4); turns > 0; turns--) await turn();
  }
  await closed;
  return Buffer.concat(chunks);
}

/** Takes the answers apart; `methods` tells which have no body. */
function answers(bytes: Buffer, methods: string[]): RawAnswer[] {
  const all: RawAnswer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf("\r\n\r\n", at) + 4;
    assert.ok(end > 3, `half an answer: ${bytes.subarray(at).toString("latin1")}`);
    const [first = "", ...fields] = bytes
      .subarray(at, end - 4)
      .toString("latin1")
      .split("\r\n");
    const headers = Object.fromEntries(fields.map((field) => [field.split(": ")[0]?.toLowerCase(), field.split(": ")[1]]));
    const length = headers["transfer-encoding"] === "chunked" ? 5 : Number(headers["content-length"]);
    at = methods[all.length] === "HEAD" ? end : end + length;
    all.push({ status: Number(first.split(" ")[1]), headers, body: bytes.subarray(end, at) });
  }
  return all;
}

function listIn({ headers, body }: RawAnswer): number[] {
  const text = (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
  const { Attributes, Item } = JSON.parse(text) as Record<string, { l: { L: { N: string }[] } } | undefined>;
  return ((Attributes ?? Item)?.l?.L ?? []).map(({ N }) => Number(N));
}

async function check(seed: number): Promise<void> {
  const requests = new Requests(seed);
  const sent = Array.from({ length: 1 + requests.below(30) }, () => requests.any());
  sent.push(requests.last());
  const bytes = Buffer.concat(sent.map((request) => request.bytes));
  const received = answers(
    await exchange(bytes, requests),
    sent.map(({ method }) => method),
  );
  const shown = sent.map(({ status, list }, index) => {
    const answer = received[index];
    return { status, list, got: answer?.status, found: list && answer?.status === 200 ? listIn(answer) : undefined };
  });
  for (const { status, list, got, found } of shown)
    assert.deepEqual([got, found], [status, list], `seed ${seed}: ${JSON.stringify(shown)}`);
  assert.equal(received.length, sent.length);
}

test("any mixture of pipelined requests is executed and answered in order of arrival", async () => {
  for (let seed = 0; seed < 200; seed += 8) await Promise.all(Array.from({ length: 8 }, (_, index) => check(seed + index)));
});
