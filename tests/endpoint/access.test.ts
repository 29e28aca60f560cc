import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { createEngine } from "../../wasm/load.ts";
import { type RawAnswer, type RawRequest, send, sendBytes, serve, signed } from "./serve.ts";

const { url } = await serve();
const CREATE = JSON.stringify({
  TableName: "made",
  KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
});

const list = (headers: Record<string, string>, to = url) => send(to, { headers: { ...signed("ListTables"), ...headers }, body: "{}" });
const tables = async (to = url) => JSON.parse((await list({}, to)).body.toString()).TableNames;
const preflight = (origin: string, to = url) =>
  send(to, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-headers": "x-amz-target,authorization",
      "access-control-request-method": "POST",
    },
  });

function assertRefused(answer: RawAnswer, message: string): void {
  assert.equal(answer.status, 403);
  assert.equal(answer.headers["content-type"], "application/json");
  assert.deepEqual(JSON.parse(answer.body.toString()), { __type: "com.amazon.coral.service#AccessDeniedException", message });
  assert.equal(answer.headers["access-control-allow-origin"], undefined);
}

const pageRefused = (origin: string) =>
  `Pages of the origin ${origin} may not call this endpoint. To let them, start it with --allow-origin ${origin}`;
const hostRefused = (name: string) =>
  `This endpoint does not know the host name ${name} as its own. If it is, start it with --allow-host ${name}`;

for (const host of ["localhost", "LocalHost:8000", "127.0.0.1", "127.1.2.3:1", "[::1]:8000", "192.168.1.5:8000", "[fd00::5]", ""]) {
  test(`a request to the host "${host}" is answered`, async () => {
    assert.equal((await list({ host })).status, 200);
  });
}

test("a request without a Host header is answered", async () => {
  for (const version of ["1.0", "1.1"]) {
    const answer = await sendBytes(url, Buffer.from(`GET / HTTP/${version}\r\nconnection: close\r\n\r\n`));
    assert.match(answer.toString(), /^HTTP\/1.1 200 /);
  }
});

for (const [host, name] of [
  ["rebind.test:8000", "rebind.test"],
  ["Rebind.Test", "rebind.test"],
  ["127.0.0.1.rebind.test", "127.0.0.1.rebind.test"],
  ["localhost.rebind.test:80", "localhost.rebind.test"],
  ["evil@localhost", "evil@localhost"],
  ["[::1].rebind.test", "[::1].rebind.test"],
  ["[localhost]", "[localhost]"],
  ["127.0.0.1/", "127.0.0.1/"],
] as const) {
  test(`a request to the host "${host}" is refused`, async () => {
    assertRefused(await list({ host }), hostRefused(name));
    assertRefused(await send(url, { method: "GET", headers: { host } }), hostRefused(name));
  });
}

for (const origin of [
  "http://localhost",
  "http://localhost:3000",
  "https://localhost:3000",
  "http://127.0.0.1:8080",
  "http://127.9.9.9",
  "http://[::1]:8080",
]) {
  test(`a page of ${origin} may call after a preflight`, async () => {
    const { status, headers, body } = await preflight(origin);
    assert.deepEqual([status, body.length], [200, 0]);
    assert.equal(headers["access-control-allow-origin"], origin);
    assert.equal(headers.vary, "Origin");
    assert.equal(headers["access-control-allow-headers"], "x-amz-target,authorization");
    assert.equal(headers["access-control-allow-methods"], "POST");
    assert.equal(headers["access-control-max-age"], "172800");
    const requests: RawRequest[] = [
      { headers: signed("ListTables"), body: "{}" },
      { headers: signed("ListTables"), body: "{" },
      { headers: { ...signed("ListTables"), "content-encoding": "br" }, body: "{" },
      { method: "GET" },
      { method: "PUT" },
    ];
    for (const request of requests) {
      const { headers } = await send(url, { ...request, headers: { ...request.headers, origin } });
      assert.equal(headers["access-control-allow-origin"], origin);
      assert.equal(headers.vary, "Origin");
      assert.match(headers["access-control-expose-headers"] ?? "", /x-amzn-RequestId.*x-amz-crc32/);
    }
  });
}

test("a body that is too large is told to a page that may call", async () => {
  const origin = "http://localhost:3000";
  const body = " ".repeat(16 * 2 ** 20 + 1);
  const { status, headers } = await send(url, { headers: { ...signed("ListTables"), origin }, body });
  assert.deepEqual([status, headers["access-control-allow-origin"]], [413, origin]);
});

test("the answer to a client that sends no Origin says nothing about origins", async () => {
  const { headers } = await list({});
  assert.deepEqual([headers["access-control-allow-origin"], headers.vary], [undefined, undefined]);
});

for (const origin of [
  "https://example.org",
  "http://evil.test:8248",
  "null",
  "http://localhost.evil.test",
  "http://127.0.0.1.evil.test",
  "http://192.168.1.5:3000",
  "http://localhost@evil.test",
  "http://127.0.0.1:80/@evil.test",
  "chrome-extension://localhost",
  "*",
]) {
  test(`a page of the origin ${origin} is refused, and does nothing`, async () => {
    const fresh = (await serve()).url;
    assertRefused(await preflight(origin, fresh), pageRefused(origin));
    for (const [more, body] of [
      [{}, CREATE],
      [{ "content-encoding": "gzip" }, gzipSync(CREATE)],
      [{ "content-type": "text/plain" }, CREATE],
    ] as const) {
      assertRefused(await send(fresh, { headers: { ...signed("CreateTable"), origin, ...more }, body }), pageRefused(origin));
    }
    assertRefused(await send(fresh, { method: "GET", headers: { origin } }), pageRefused(origin));
    assertRefused(await send(fresh, { headers: { origin }, body: " ".repeat(16 * 2 ** 20 + 1) }), pageRefused(origin));
    assert.deepEqual(await tables(fresh), []);
  });
}

test("a page whose host name was rebound to this machine does nothing", async () => {
  const fresh = (await serve()).url;
  const headers = { ...signed("CreateTable"), host: "rebind.test:8000" };
  assertRefused(await send(fresh, { headers, body: CREATE }), hostRefused("rebind.test"));
  assertRefused(
    await send(fresh, { headers: { ...headers, origin: "http://rebind.test:8000" }, body: CREATE }),
    hostRefused("rebind.test"),
  );
  assert.deepEqual(await tables(fresh), []);
});

test("a refused request does not reach the engine", async () => {
  const calls: string[] = [];
  const engine = await createEngine();
  engine.onJournal((entry) => calls.push(entry.kind));
  const fresh = (await serve({ engine })).url;
  await list({ origin: "https://example.org" }, fresh);
  await list({ host: "rebind.test" }, fresh);
  assert.deepEqual(calls, []);
});

test("hosts that are allowed are answered at any port, others still refused", async () => {
  const { url: open } = await serve({ allowHosts: ["db", "Shard.Example"] });
  for (const host of ["db", "db:8000", "DB:1", "shard.example:8000", "localhost"])
    assert.equal((await list({ host }, open)).status, 200, host);
  for (const host of ["db.shard.example", "example", "shard.example.test"]) assertRefused(await list({ host }, open), hostRefused(host));
  const { url: any } = await serve({ allowHosts: ["*"] });
  assert.equal((await list({ host: "any.example:1" }, any)).status, 200);
  assertRefused(await list({ host: "any.example", origin: "http://any.example" }, any), pageRefused("http://any.example"));
});

test("origins that are allowed are answered and named, others still refused", async () => {
  const origins = ["https://app.example", "http://app.example:3000", "null"];
  const { url: open } = await serve({ allowOrigins: origins });
  for (const origin of [...origins, "http://localhost:1"]) {
    assert.equal((await preflight(origin, open)).headers["access-control-allow-origin"], origin);
    const { status, headers } = await list({ origin }, open);
    assert.deepEqual([status, headers["access-control-allow-origin"], headers.vary], [200, origin, "Origin"]);
  }
  for (const origin of ["http://app.example", "https://app.example:3000", "https://www.app.example"]) {
    assertRefused(await list({ origin }, open), pageRefused(origin));
  }
  const { url: any } = await serve({ allowOrigins: ["*"] });
  for (const origin of ["https://any.example", "null"]) {
    assert.equal((await list({ origin }, any)).headers["access-control-allow-origin"], origin);
  }
});
