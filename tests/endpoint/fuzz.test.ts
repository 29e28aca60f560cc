import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { random } from "../random.ts";
import { AUTHORIZATION, parseAnswer, type RawRequest, send, sendBytes, serve, signed } from "./serve.ts";

const failures: unknown[] = [];
const { url } = await serve({ onFailure: (error) => failures.push(error) });

const next = random(20120810);
const below = (end: number) => Math.floor(next() * end);
const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;

const OPERATIONS = ["CreateTable", "PutItem", "GetItem", "UpdateItem", "Query", "Scan", "BatchWriteItem", "TransactWriteItems", "Nonsense"];
const BODIES = [
  "{}",
  '{"TableName":"fuzz","Item":{"k":{"S":"a"},"n":{"N":"1.5"}}}',
  '{"TableName":"fuzz","Key":{"k":{"S":"a"}},"UpdateExpression":"SET a.b[1] = if_not_exists(a, :v)","ExpressionAttributeValues":{":v":{"L":[]}}}',
  '{"TableName":"fuzz","KeyConditionExpression":"k = :k AND begins_with(s, :p)","ExpressionAttributeValues":{":k":{"S":"a"},":p":{"B":"AA=="}}}',
  '{"TransactItems":[{"Put":{"TableName":"fuzz","Item":{"k":{"SS":["a","a"]}}}}]}',
  `${"[".repeat(2000)}${"]".repeat(2000)}`,
  `{"a":${'{"M":'.repeat(500)}1${"}".repeat(501)}`,
];
const HEADER_VALUES = [
  "",
  "gzip",
  "\x7f",
  "é",
  "a".repeat(4000),
  "AWS4-",
  "AWS4-HMAC-SHA256 Credential=////,Signature==,",
  "null",
  "application/json",
];

function mutated(text: string): Buffer {
  const bytes = Buffer.from(text);
  for (let left = below(4); left > 0 && bytes.length > 0; left--) bytes[below(bytes.length)] = below(256);
  return bytes.subarray(0, next() < 0.2 ? below(bytes.length) : bytes.length);
}

function randomRequest(): RawRequest {
  const headers = signed(pick(OPERATIONS));
  for (const name of ["content-encoding", "accept-encoding", "origin", "access-control-request-headers", ...Object.keys(headers)]) {
    if (next() < 0.1) headers[name] = pick(HEADER_VALUES);
    else if (next() < 0.05) delete headers[name];
  }
  const body = mutated(pick(BODIES));
  return {
    method: next() < 0.9 ? "POST" : pick(["GET", "OPTIONS", "PUT"]),
    path: next() < 0.8 ? "/" : pick(["/?X-Amz-Algorithm", "/?%", "//[", "/?X-Amz-Credential=%ff", "*"]),
    headers,
    body: next() < 0.1 ? mutated(gzipSync(body).toString("latin1")) : body,
  };
}

test("500 damaged requests each get an answer", async () => {
  await send(url, {
    headers: signed("CreateTable"),
    body: JSON.stringify({
      TableName: "fuzz",
      KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  });
  for (let index = 0; index < 500; index++) {
    const request = randomRequest();
    const { status } = await send(url, request);
    const expected = [200, 400, 404];
    if (request.headers?.["content-encoding"]) expected.push(500);
    if (request.headers?.origin !== undefined) expected.push(403);
    assert.ok(expected.includes(status), `${status} for ${JSON.stringify(request)}`);
  }
});

test("300 requests with damaged bytes anywhere each get an answer", async () => {
  const lines = ["POST / HTTP/1.1", "host: localhost", "connection: close", `authorization: ${AUTHORIZATION}`, "x-amz-date: x"];
  const request = `${lines.join("\r\n")}\r\nx-amz-target: DynamoDB_20120810.ListTables\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`;
  const damaged = Array.from({ length: 300 }, () => {
    const bytes = Buffer.from(request);
    for (let left = 1 + below(3); left > 0; left--) bytes[below(bytes.length - 4)] = below(256);
    return bytes;
  });
  await Promise.all(
    damaged.map(async (bytes) => {
      const answer = await Promise.race([sendBytes(url, Buffer.concat([bytes, Buffer.from("\r\n\r\n\r\n")])), overdue()]);
      if (answer !== undefined) parseAnswer(answer);
      else assert.ok(waitsForMore(bytes), JSON.stringify(bytes.toString("latin1")));
    }),
  );
});

const overdue = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 2_000).unref());

/** Damage may leave a request unfinished or a connection open; then there is nothing to wait for. */
function waitsForMore(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  return !text.includes("connection: close\r\n") || !text.includes("content-length: 2\r\n") || !text.includes("\r\n\r\n");
}

test("the endpoint still works after all this", async () => {
  assert.deepEqual(failures, []);
  const { status, body } = await send(url, { headers: signed("ListTables"), body: "{}" });
  assert.deepEqual([status, body.toString()], [200, '{"TableNames":["fuzz"]}']);
});
