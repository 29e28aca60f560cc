import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { startEndpoint } from "../../wasm/endpoint/endpoint.ts";
import { createEngine } from "../../wasm/load.ts";
import { AUTHORIZATION, parseAnswer, send, sendBytes, serve, signed } from "./serve.ts";

const { url } = await serve();

const request = (body: string, length = body.length) =>
  `POST / HTTP/1.1\r\n${Object.entries(signed("ListTables"))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}content-length: ${length}\r\n\r\n${body}`;

async function open(to = url): Promise<Socket> {
  const socket = connect({ port: Number(new URL(to).port), host: "127.0.0.1" });
  await once(socket, "connect");
  return socket;
}

const next = async (socket: Socket) => String((await once(socket, "data"))[0]);

test("a connection stays open for further requests", async () => {
  const socket = await open();
  for (let times = 0; times < 3; times++) {
    socket.write(request("{}"));
    assert.match(await next(socket), /^HTTP\/1.1 200 [\s\S]*Connection: keep-alive[\s\S]*\{"TableNames":\[\]\}$/);
  }
  socket.destroy();
});

test("pipelined requests are answered in order", async () => {
  const socket = await open();
  socket.write(request("{}") + request("{") + request("{}"));
  let text = "";
  while ((text.match(/HTTP\/1.1 /g) ?? []).length < 3) text += await next(socket);
  assert.deepEqual(text.match(/HTTP\/1.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 400", "HTTP/1.1 200"]);
  socket.destroy();
});

test("pipelined requests are executed in order, whatever their codings", async () => {
  const socket = await open();
  const header = (operation: string, length: number, more = "") =>
    `POST / HTTP/1.1\r\n${Object.entries(signed(operation))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("")}${more}content-length: ${length}\r\n\r\n`;
  const table = gzipSync(
    JSON.stringify({
      TableName: "ordered",
      KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  const describe = '{"TableName":"ordered"}';
  const first = Buffer.concat([Buffer.from(header("CreateTable", table.length, "content-encoding: gzip\r\n")), table]);
  socket.write(Buffer.concat([first, Buffer.from(header("DescribeTable", describe.length) + describe)]));
  let text = "";
  while ((text.match(/HTTP\/1.1 /g) ?? []).length < 2 || !text.endsWith("}")) text += await next(socket);
  assert.deepEqual(text.match(/HTTP\/1.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 200"]);
  socket.destroy();
});

test("a connection survives a body that is too large", async () => {
  const socket = await open();
  socket.write(request(" ".repeat(16 * 2 ** 20 + 1)));
  assert.match(await next(socket), /^HTTP\/1.1 413 /);
  socket.write(request("{}"));
  let text = "";
  while (!text.includes("TableNames")) text += await next(socket);
  assert.match(text, /HTTP\/1.1 200 /);
  socket.destroy();
});

test("a client that disconnects mid-request does no harm", async () => {
  for (const part of ["POST", request("", 100), request('{"a', 100)]) {
    const socket = await open();
    socket.write(part);
    await new Promise((resolve) => setTimeout(resolve, 10));
    socket.resetAndDestroy();
  }
  assert.equal((await send(url, { headers: signed("ListTables"), body: "{}" })).status, 200);
});

for (const [name, bytes, status] of [
  ["no HTTP at all", "hello\r\n\r\n", 404],
  ["another protocol's greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 404],
  ["a header without a colon", "POST / HTTP/1.1\r\nnonsense\r\n\r\n", 400],
  ["two lengths", "POST / HTTP/1.1\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}", 400],
  ["a length that is none", "POST / HTTP/1.1\r\ncontent-length: x\r\n\r\n{}", 400],
  ["headers of more than 16 KB", `POST / HTTP/1.1\r\nx: ${"x".repeat(16 * 1024)}\r\n\r\n`, 400],
  ["a chunk that is none", "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n", 400],
  ["an expectation that nobody can meet", "POST / HTTP/1.1\r\nhost: x\r\nexpect: wonders\r\nconnection: close\r\n\r\n", 417],
  ["no host", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n", 200],
  ["HTTP 1.0", "GET / HTTP/1.0\r\n\r\n", 200],
  ["a wish for another protocol", "GET / HTTP/1.1\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n", 200],
] as const) {
  test(`${name} is answered with ${status}`, async () => {
    assert.equal(parseAnswer(await sendBytes(url, Buffer.from(bytes, "latin1"))).status, status);
  });
}

test("closing answers pending requests and accepts no more", async () => {
  const endpoint = await startEndpoint({ engine: await createEngine(), port: 0 });
  const idle = await open(endpoint.url);
  const idleEnded = once(idle, "end");
  const busy = await open(endpoint.url);
  busy.write(request("{", 2));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = endpoint.close();
  await idleEnded;
  busy.write("}");
  const answer = await next(busy);
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.match(answer, /Connection: close/i);
  await closed;
  await assert.rejects(open(endpoint.url), { code: "ECONNREFUSED" });
});

test("closing waits for the second of two pipelined requests", async () => {
  const endpoint = await startEndpoint({ engine: await createEngine(), port: 0 });
  const socket = await open(endpoint.url);
  socket.write(request("{}") + request("{", 2));
  assert.match(await next(socket), /^HTTP\/1.1 200 /);
  const closed = endpoint.close();
  socket.write("}");
  assert.match(await next(socket), /^HTTP\/1.1 200 [\s\S]*Connection: close/i);
  await closed;
});

test("closing answers all pipelined requests, and only the last answer says that it is the last", async () => {
  const engine = await createEngine();
  let closed: Promise<void> | undefined;
  const handle: typeof engine.handle = (call) => {
    closed ??= endpoint.close();
    return engine.handle(call);
  };
  const endpoint = await startEndpoint({ engine: { handle }, port: 0 });
  const text = String(await sendBytes(endpoint.url, Buffer.from(request("{}").repeat(20))));
  assert.deepEqual(
    text.match(/HTTP\/1.1 \d+|Connection: close/g),
    Array.from({ length: 20 }, () => "HTTP/1.1 200").concat("Connection: close"),
  );
  await closed;
});

test("a request that cannot be read is answered after those before it, which are done", async () => {
  for (const [bytes, status] of [
    ["nonsense\r\n\r\n", 404],
    ["CONNECT x:1 HTTP/1.1\r\n\r\n", 404],
    ["POST / HTTP/1.1\r\nno colon\r\n\r\n", 400],
    ["POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", 400],
  ] as const) {
    const text = String(await sendBytes(url, Buffer.from(request("{}").repeat(2) + bytes)));
    assert.deepEqual(text.match(/HTTP\/1.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 200", `HTTP/1.1 ${status}`], bytes);
  }
});

test("an engine failure is reported, and the caller gets an internal error", async () => {
  const failures: unknown[] = [];
  const engine = {
    handle() {
      throw new Error("unreachable");
    },
  };
  const broken = await serve({ engine, onFailure: (error) => failures.push(error) });
  const { status, body } = await send(broken.url, { headers: { ...signed("ListTables"), authorization: AUTHORIZATION }, body: "{}" });
  assert.equal(status, 500);
  assert.match(body.toString(), /#InternalServerError"/);
  assert.equal(failures.length, 1);
});
