import assert from "node:assert/strict";
import { test } from "node:test";
import { AUTHORIZATION, send, serve, signed } from "./serve.ts";

const { url } = await serve();
const QUERY = {
  "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
  "X-Amz-Credential": "AK/20260101/ap-south-1/dynamodb/aws4_request",
  "X-Amz-Signature": "ab",
  "X-Amz-SignedHeaders": "host",
  "X-Amz-Date": "20260101T000000Z",
};

interface Signing {
  authorization?: string;
  date?: Record<string, string>;
  query?: Record<string, string>;
}

/** Returns the error as "Name: message", or "" if there is none. */
async function fault({ authorization, date = { "x-amz-date": "20260101T000000Z" }, query = {} }: Signing): Promise<string> {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.ListTables",
    ...(authorization === undefined ? {} : { authorization }),
    ...date,
  };
  const { status, body } = await send(url, { headers, path: `/?${new URLSearchParams(query)}`, body: "{}" });
  if (status === 200) return "";
  const { __type, message } = JSON.parse(body.toString()) as { __type: string; message: string };
  assert.ok(__type.startsWith("com.amazon.coral.service#"));
  return `${__type.slice(25)}: ${message}`;
}

test("any credentials are accepted", async () => {
  assert.equal(await fault({ authorization: AUTHORIZATION }), "");
  assert.equal(await fault({ authorization: AUTHORIZATION, date: { date: "Thu, 01 Jan 2026 00:00:00 GMT" } }), "");
  assert.equal(await fault({ query: QUERY }), "");
});

test("a request signed twice is refused", async () => {
  const both = "InvalidSignatureException: Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
  assert.equal(await fault({ authorization: AUTHORIZATION, query: { "X-Amz-Algorithm": "x" } }), both);
  assert.equal(await fault({ authorization: "Basic x", query: { "X-Amz-Algorithm": "" } }), both);
});

test("a request without a token is refused", async () => {
  const missing = "MissingAuthenticationTokenException: Request is missing Authentication Token";
  for (const authorization of [undefined, "", "Basic YTpi", "aws4-hmac-sha256 Credential=x", "AWS4"]) {
    assert.equal(await fault({ authorization }), missing, authorization);
  }
  assert.equal(await fault({ query: { "X-Amz-Credential": "x" } }), missing);
});

test("each part missing from the header is named", async () => {
  const credential = "Authorization header requires 'Credential' parameter. ";
  const signature = "Authorization header requires 'Signature' parameter. ";
  const names = "Authorization header requires 'SignedHeaders' parameter. ";
  const date = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  for (const [authorization, text] of [
    ["AWS4-", credential + signature + names],
    ["AWS4-HMAC-SHA256 Signature=b, Credential, SignedHeaders=", credential + names],
    ["AWS4-HMAC-SHA256 Signature=b,Credential=a,__proto__=x", names],
  ] as const) {
    assert.equal(await fault({ authorization }), `IncompleteSignatureException: ${text}Authorization=${authorization}`);
  }
  const all = `IncompleteSignatureException: ${credential}${signature}${names}${date}Authorization=AWS4-`;
  assert.equal(await fault({ authorization: "AWS4-", date: {} }), all);
  assert.equal(
    await fault({ authorization: AUTHORIZATION, date: {} }),
    `IncompleteSignatureException: ${date}Authorization=${AUTHORIZATION}`,
  );
});

test("each part missing from the query is named", async () => {
  const [, ...rest] = Object.keys(QUERY);
  const texts = rest.map((part) => `AWS query-string parameters must include '${part}'. `).join("");
  const end = "Re-examine the query-string parameters.";
  assert.equal(await fault({ query: { "X-Amz-Algorithm": "x" } }), `IncompleteSignatureException: ${texts}${end}`);
  assert.equal(
    await fault({ query: { ...QUERY, "X-Amz-Algorithm": "", "X-Amz-Date": "" } }),
    "IncompleteSignatureException: AWS query-string parameters must include 'X-Amz-Algorithm'. " +
      `AWS query-string parameters must include 'X-Amz-Date'. ${end}`,
  );
});

test("each region has its own tables; the default is us-east-1", async () => {
  const TableName = "regional";
  const body = JSON.stringify({
    TableName,
    KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const arnIn = async (authorization: string | undefined, path = "/") => {
    const { authorization: _, ...headers } = signed("CreateTable");
    const answer = await send(url, { headers: { ...headers, ...(authorization && { authorization }) }, path, body });
    return (JSON.parse(answer.body.toString()) as { TableDescription: { TableArn: string } }).TableDescription.TableArn;
  };
  assert.equal(await arnIn(AUTHORIZATION), "arn:aws:dynamodb:eu-west-1:123456789012:table/regional");
  const short = "AWS4-HMAC-SHA256 Credential=AK, SignedHeaders=host, Signature=ab";
  assert.equal(await arnIn(short), "arn:aws:dynamodb:us-east-1:123456789012:table/regional");
  assert.equal(await arnIn(undefined, `/?${new URLSearchParams(QUERY)}`), "arn:aws:dynamodb:ap-south-1:123456789012:table/regional");
});
