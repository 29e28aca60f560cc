import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, crc32, deflateRawSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { AUTHORIZATION, parseAnswer, type RawRequest, send, sendBytes, serve, signed } from "./serve.ts";

const { url } = await serve();
const LIST = signed("ListTables");
const UNKNOWN_OPERATION = { __type: "com.amazon.coral.service#UnknownOperationException" };
const NOT_JSON = { __type: "com.amazon.coral.service#SerializationException" };

async function json(request: RawRequest): Promise<{ status: number; type: string | undefined; body: unknown }> {
  const { status, headers, body } = await send(url, request);
  return { status, type: headers["content-type"], body: JSON.parse(body.toString()) };
}

/** Returns all headers but one. */
const without = (name: string) => Object.fromEntries(Object.entries(LIST).filter(([header]) => header !== name));

test("a response has a request id, the checksum of its body and the server's name", async () => {
  const { status, headers, body } = await send(url, { headers: LIST, body: "{}" });
  assert.equal(status, 200);
  assert.equal(body.toString(), '{"TableNames":[]}');
  assert.equal(headers["content-type"], "application/x-amz-json-1.0");
  assert.equal(headers["content-length"], String(body.length));
  assert.match(headers["x-amzn-requestid"] ?? "", /^[0-9A-Z]{52}$/);
  assert.equal(headers["x-amz-crc32"], String(crc32(body)));
  assert.equal(headers.server, "Server");
  const again = await send(url, { headers: LIST, body: "{}" });
  assert.notEqual(again.headers["x-amzn-requestid"], headers["x-amzn-requestid"]);
});

test("GET reports the health of the region", async () => {
  const plain = await send(url, { method: "GET" });
  assert.equal(plain.status, 200);
  assert.equal(plain.body.toString(), "healthy: dynamodb.us-east-1.amazonaws.com ");
  assert.equal(plain.headers["x-amz-crc32"], "3128867991");
  const { body } = await send(url, { method: "GET", path: "/any/where?x", headers: { authorization: AUTHORIZATION } });
  assert.equal(body.toString(), "healthy: dynamodb.eu-west-1.amazonaws.com ");
});

for (const method of ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "CONNECT", "NONSENSE"]) {
  test(`${method} is an unknown operation`, async () => {
    const { status, headers, body } = await send(url, { method, path: method === "CONNECT" ? "localhost:80" : "/" });
    assert.equal(status, 404);
    assert.equal(body.toString(), "<UnknownOperationException/>\n");
    assert.equal(headers["x-amz-crc32"], "3552371480");
    assert.match(headers["x-amzn-requestid"] ?? "", /^[0-9A-Z]{52}$/);
  });
}

test("HEAD is an unknown operation without a body", async () => {
  const { status, body } = await send(url, { method: "HEAD" });
  assert.deepEqual([status, body.length], [404, 0]);
});

test("a body of another content type is an unknown operation", async () => {
  for (const type of ["text/plain", "application/x-amz-json-1.1", "application/x-www-form-urlencoded", ""]) {
    const { status, body } = await send(url, { headers: { ...LIST, "content-type": type }, body: "{}" });
    assert.deepEqual([status, body.toString()], [404, "<UnknownOperationException/>\n"], type);
  }
  assert.equal((await send(url, { headers: without("content-type"), body: "{}" })).status, 404);
});

test("the response has the request's content type, or application/json", async () => {
  for (const [type, answered] of [
    ["application/json", "application/json"],
    ["application/json; charset=utf-8", "application/json"],
    ["application/x-amz-json-1.0;x", "application/x-amz-json-1.0"],
  ] as const) {
    assert.equal((await json({ headers: { ...LIST, "content-type": type }, body: "{}" })).type, answered);
  }
  assert.deepEqual(await json({ headers: without("content-type") }), { status: 400, type: "application/json", body: NOT_JSON });
});

test("JSON is checked before the target, the target before the authorization, that before an empty body", async () => {
  const bare = { "content-type": "application/json" };
  const listed = { ...bare, "x-amz-target": "DynamoDB_20120810.ListTables" };
  assert.deepEqual((await json({ headers: bare, body: "{" })).body, NOT_JSON);
  assert.deepEqual((await json({ headers: { ...LIST, "x-amz-target": "no" }, body: "{" })).body, NOT_JSON);
  assert.deepEqual((await json({ headers: listed, body: " " })).body, NOT_JSON);
  assert.deepEqual((await json({ headers: listed, body: Buffer.from([0x22, 0xff, 0x22]) })).body, NOT_JSON);
  assert.deepEqual((await json({ headers: bare, body: "{}" })).body, UNKNOWN_OPERATION);
  assert.deepEqual((await json({ headers: bare })).body, UNKNOWN_OPERATION);
  assert.match(JSON.stringify((await json({ headers: listed })).body), /MissingAuthenticationTokenException/);
  assert.deepEqual((await json({ headers: LIST })).body, NOT_JSON);
  assert.deepEqual((await json({ headers: LIST, body: "{" })).body, NOT_JSON);
});

test("unknown targets are unknown operations", async () => {
  for (const target of [
    "",
    "ListTables",
    "DynamoDB_20120810",
    "DynamoDB_20120810.listTables",
    "DynamoDB_20120810.ListTables.x",
    "X.ListTables",
  ]) {
    const { status, body } = await json({ headers: { ...LIST, "x-amz-target": target }, body: "{}" });
    assert.deepEqual([status, body], [400, UNKNOWN_OPERATION], target);
  }
});

test("the engine's own errors are passed through", async () => {
  const wrongType = await json({ headers: LIST, body: '{"Limit":"x"}' });
  assert.deepEqual(wrongType.body, { ...NOT_JSON, Message: "STRING_VALUE cannot be converted to Integer" });
  const missing = await json({ headers: signed("DescribeTable"), body: '{"TableName":"nowhere"}' });
  assert.deepEqual(
    [missing.status, (missing.body as { __type: string }).__type],
    [400, "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"],
  );
});

test("request bodies may be coded with gzip or deflate", async () => {
  const listed = async (coding: string, body: Uint8Array) =>
    (await json({ headers: { ...LIST, "content-encoding": coding }, body })).status;
  assert.equal(await listed("gzip", gzipSync("{}")), 200);
  assert.equal(await listed("GZIP", gzipSync("{}")), 200);
  assert.equal(await listed("deflate", deflateSync("{}")), 200);
  assert.equal(await listed("gzip", Buffer.concat([gzipSync("{"), gzipSync("}")])), 200, "two members");
  assert.equal(await listed("gzip", Buffer.concat([gzipSync("{}"), Buffer.from("more")])), 200, "bytes after the last member");
});

const gzipped = gzipSync('{"TableName":"made"}');
for (const [name, coding, body] of [
  ["no bytes for gzip", "gzip", Buffer.alloc(0)],
  ["no bytes for deflate", "deflate", Buffer.alloc(0)],
  ["plain text for gzip", "gzip", Buffer.from("{}")],
  ["plain text for deflate", "deflate", Buffer.from("{}")],
  ["deflate without zlib's header", "deflate", deflateRawSync("{}")],
  ["gzip cut short", "gzip", gzipped.subarray(0, -1)],
  ["deflate cut short", "deflate", deflateSync("{}").subarray(0, -1)],
  ["gzip with a wrong checksum", "gzip", Buffer.concat([gzipped.subarray(0, -8), Buffer.alloc(4), gzipped.subarray(-4)])],
  ["a second member of gzip that is cut short", "gzip", Buffer.concat([gzipped, gzipped.subarray(0, -1)])],
  ["two streams of deflate", "deflate", Buffer.concat([deflateSync("{"), deflateSync("}")])],
  ["another coding", "br", brotliCompressSync("{}")],
  ["a coding of no name that anybody knows", "constructor", Buffer.from("{}")],
  ["two codings", "gzip, gzip", gzipSync(gzipSync("{}"))],
  ["gzip of more than 16 MiB", "gzip", gzipSync(Buffer.alloc(16 * 2 ** 20 + 1, " "))],
  ["deflate of more than 16 MiB", "deflate", deflateSync(Buffer.alloc(16 * 2 ** 20 + 1, " "))],
  [
    "members of gzip that are more than 16 MiB together",
    "gzip",
    Buffer.concat([gzipSync(Buffer.alloc(16 * 2 ** 20, " ")), gzipSync("{}")]),
  ],
] as const) {
  test(`a body that cannot be decoded is an internal error: ${name}`, async () => {
    const { status, type, body: answer } = await json({ headers: { ...LIST, "content-encoding": coding }, body });
    assert.deepEqual([status, type], [500, "application/x-amz-json-1.0"]);
    assert.deepEqual(answer, { __type: "com.amazonaws.dynamodb.v20120810#InternalServerError", message: "Internal server error" });
  });
}

test("a body that cannot be decoded does nothing", async () => {
  const table = {
    TableName: "made",
    KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  };
  const fresh = await serve();
  const create = { ...signed("CreateTable"), "content-encoding": "deflate" };
  const body = deflateSync(JSON.stringify(table));
  assert.equal((await send(fresh.url, { headers: create, body: Buffer.concat([body, Buffer.from(" ")]) })).status, 500);
  assert.equal((await send(fresh.url, { headers: LIST, body: "{}" })).body.toString(), '{"TableNames":[]}');
  assert.equal((await send(fresh.url, { headers: create, body })).status, 200);
  assert.equal((await send(fresh.url, { headers: LIST, body: "{}" })).body.toString(), '{"TableNames":["made"]}');
});

test("responses are compressed for clients that accept gzip, and the checksum is that of the compressed bytes", async () => {
  for (const accepted of ["gzip", "deflate, GZIP;q=0.5", "*", "gzip, deflate, br"]) {
    const { headers, body } = await send(url, { headers: { ...LIST, "accept-encoding": accepted }, body: "{}" });
    assert.equal(headers["content-encoding"], "gzip", accepted);
    assert.equal(headers["content-length"], String(body.length));
    assert.equal(headers["x-amz-crc32"], String(crc32(body)));
    assert.equal(gunzipSync(body).toString(), '{"TableNames":[]}');
  }
  for (const refused of ["identity", "br", "gzip;q=0", "*, gzip;q=0.0", ""]) {
    const { headers } = await send(url, { headers: { ...LIST, "accept-encoding": refused }, body: "{}" });
    assert.equal(headers["content-encoding"], undefined, refused);
  }
});

test("a body of 16 MiB is accepted, a longer one is not", async () => {
  const limit = 16 * 2 ** 20;
  assert.equal((await send(url, { headers: LIST, body: `{${" ".repeat(limit - 2)}}` })).status, 200);
  const tooLong = `{${" ".repeat(limit - 1)}}`;
  const chunked = `POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n1000001\r\n${tooLong}\r\n0\r\n\r\n`;
  for (const answer of [await send(url, { headers: LIST, body: tooLong }), parseAnswer(await sendBytes(url, Buffer.from(chunked)))]) {
    assert.equal(answer.status, 413);
    assert.equal(answer.headers["transfer-encoding"], "chunked");
    assert.equal(answer.body.toString(), "0\r\n\r\n");
  }
});
