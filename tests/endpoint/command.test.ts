import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Command, CommandWithoutRoom } from "./command.ts";
import { killAgainAndAgain } from "./kills.ts";
import { send, serve, signed } from "./serve.ts";

const folder = await mkdtemp(join(tmpdir(), "endpoint-"));
after(() => rm(folder, { recursive: true }));

const TABLE = JSON.stringify({
  TableName: "kept",
  KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
});

const tables = async (url: string) => (await send(url, { headers: signed("ListTables"), body: "{}" })).body.toString();

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} ends the endpoint after writing its data, which is there at the next start`, async () => {
    const data = join(folder, `${signal}.data`);
    const first = new Command("--port", "0", "--data", data);
    const url = await first.url();
    assert.equal((await send(url, { headers: signed("CreateTable"), body: TABLE })).status, 200);
    const { code, errors } = await first.end(signal);
    assert.deepEqual([code, errors], [0, ""]);
    const second = new Command("--port", "0", "--data", data);
    assert.equal(await tables(await second.url()), '{"TableNames":["kept"]}');
    assert.equal((await second.end(signal)).code, 0);
  });
}

test("without --data every start is empty", async () => {
  const command = new Command("--port", "0");
  assert.equal(await tables(await command.url()), '{"TableNames":[]}');
  assert.equal((await command.end("SIGTERM")).code, 0);
});

test("--latency makes a table take its time, --throttle refuses requests beyond its throughput", async () => {
  const slow = new Command("--port", "0", "--latency");
  const url = await slow.url();
  assert.equal((await send(url, { headers: signed("CreateTable"), body: TABLE })).status, 200);
  const description = await send(url, { headers: signed("DescribeTable"), body: '{"TableName":"kept"}' });
  assert.equal(JSON.parse(description.body.toString()).Table.TableStatus, "CREATING");
  await slow.end("SIGTERM");

  const narrow = new Command("--port", "0", "--throttle");
  const throttled = await narrow.url();
  const table = JSON.parse(TABLE);
  table.BillingMode = "PROVISIONED";
  table.ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  await send(throttled, { headers: signed("CreateTable"), body: JSON.stringify(table) });
  const put = () => send(throttled, { headers: signed("PutItem"), body: '{"TableName":"kept","Item":{"k":{"S":"a"}}}' });
  const answers = [await put(), await put(), await put()].map(({ body }) => body.toString());
  assert.match(answers.join(""), /ProvisionedThroughputExceededException.*TableWriteProvisionedThroughputExceeded/);
  await narrow.end("SIGTERM");
});

test("a port in use is reported, with another one suggested", async () => {
  const { port } = new URL((await serve()).url);
  const { code, output, errors } = await new Command("--port", port).ended;
  assert.deepEqual([code, output], [1, ""]);
  assert.equal(errors, `Port ${port} is in use. --port ${Number(port) + 1} takes another.\n`);
});

test("an invalid data file is refused and left as it is", async () => {
  const data = join(folder, "notes.txt");
  await writeFile(data, "notes");
  const { code, errors } = await new Command("--port", "0", "--data", data).ended;
  assert.equal(code, 1);
  assert.match(errors, /^.*notes\.txt cannot be used: it is damaged, or not a data file/);
  assert.equal(await readFile(data, "utf8"), "notes");
});

test("a data file in a missing folder is refused", async () => {
  const { code, errors } = await new Command("--port", "0", "--data", join(folder, "nowhere", "data")).ended;
  assert.equal(code, 1);
  assert.match(errors, /cannot be used: ENOENT/);
});

test("a second endpoint on the same data file is refused; one after a killed endpoint is not", async () => {
  const data = join(folder, "shared.data");
  const first = new Command("--port", "0", "--data", data);
  await first.url();
  const second = await new Command("--port", "0", "--data", data).ended;
  assert.equal(second.code, 1);
  assert.match(second.errors, /^.*shared\.data cannot be used: it is in use by another endpoint, process \d+\n$/);
  await first.end("SIGKILL");
  const third = new Command("--port", "0", "--data", data);
  await third.url();
  assert.equal((await third.end("SIGTERM")).code, 0);
  assert.equal(existsSync(`${data}.lock`), false);
});

for (const args of [[], ["--sync"]]) {
  test(`kill -9 under load, ${args.join() || "without --sync"}: after the next start every call that was answered is there, once`, async () => {
    const { rounds, answered } = await killAgainAndAgain({
      data: join(folder, `killed${args.join()}.data`),
      args,
      while: (done) => done < 2,
    });
    assert.equal(rounds, 2);
    assert.ok(answered > 100, `${answered} calls answered`);
  });
}

test("a full disk is told to clients, and on stderr", async () => {
  const data = join(folder, "full.data");
  const command = new CommandWithoutRoom("--port", "0", "--data", data);
  const url = await command.url();
  const put = (size: number) =>
    send(url, {
      headers: signed("PutItem"),
      body: JSON.stringify({ TableName: "kept", Item: { k: { S: "a" }, v: { S: "x".repeat(size) } } }),
    });
  await send(url, { headers: signed("CreateTable"), body: TABLE });
  const statuses = [(await put(50_000)).status, (await put(300_000)).status, (await put(10)).status];
  assert.deepEqual(statuses, [200, 500, 200]);
  const { code, errors } = await command.end("SIGTERM");
  assert.equal(code, 0);
  assert.match(errors, /full\.data cannot be written: EFBIG.* Calls that would change something are refused\.\n.*is written again\.\n/);
});

test("an endpoint whose output nobody reads any more goes on", async () => {
  const command = new CommandWithoutRoom("--port", "0", "--data", join(folder, "unread.data"));
  const url = await command.url();
  command.stopReading();
  const put = (size: number) => send(url, { headers: signed("PutItem"), body: JSON.stringify({ v: "x".repeat(size) }) });
  const statuses = [(await put(300_000)).status, (await put(10)).status, (await put(300_000)).status];
  assert.deepEqual(statuses, [500, 400, 500]);
  assert.equal((await command.end("SIGTERM")).code, 0);
});

test("--help lists every option", async () => {
  const { code, output } = await new Command("--help").ended;
  assert.equal(code, 0);
  for (const option of ["--port N", "--host ADDRESS", "--allow-host NAME", "--allow-origin ORIGIN", "--data FILE", "--sync", "--help"])
    assert.ok(output.includes(`  ${option} `), option);
});

for (const [args, message] of [
  [["--port", "x"], "--port is x; it must be a number from 0 to 65535."],
  [["--port", "65536"], "--port is 65536; it must be a number from 0 to 65535."],
  [["--host", "nowhere"], "--host is nowhere; it must be an IP address."],
  [["--port", "0", "--host", "192.0.2.1"], "192.0.2.1 is no address of this machine."],
  [["--allow-host", "db:8000"], "--allow-host is db:8000; it must be a host name without a port, or *."],
  [["--allow-host", ""], "--allow-host is ; it must be a host name without a port, or *."],
  [["--allow-origin", "app.example"], "--allow-origin is app.example; it must be an origin such as http://app.example:3000, or *."],
  [
    ["--allow-origin", "http://a.example/b"],
    "--allow-origin is http://a.example/b; it must be an origin such as http://app.example:3000, or *.",
  ],
  [
    ["--allow-origin", "https://*.example"],
    "--allow-origin is https://*.example; it must be an origin such as http://app.example:3000, or *.",
  ],
  [["--sync"], "--sync needs --data FILE."],
  [["--data", ""], "--data needs the name of a file."],
  [["--nonsense"], "Unknown option '--nonsense'"],
] as const) {
  test(`${args.join(" ")} is refused`, async () => {
    const { code, output, errors } = await new Command(...args).ended;
    assert.deepEqual([code, output], [1, ""]);
    assert.ok(errors.startsWith(message), errors);
  });
}

test("--host accepts connections at another address", async () => {
  const command = new Command("--port", "0", "--host", "0.0.0.0");
  const { port } = new URL(await command.url());
  assert.equal(await tables(`http://127.0.0.1:${port}`), '{"TableNames":[]}');
  await command.end("SIGTERM");
});

test("--allow-host and --allow-origin let in each that is given", async () => {
  const hosts = ["--allow-host", "db", "--allow-host", "Shard.Example"];
  const origins = ["--allow-origin", "HTTP://App.Example:80/", "--allow-origin", "chrome-extension://abc", "--allow-origin", "null"];
  const command = new Command("--port", "0", ...hosts, ...origins);
  const url = await command.url();
  const status = async (headers: Record<string, string>) =>
    (await send(url, { headers: { ...signed("ListTables"), ...headers }, body: "{}" })).status;
  for (const host of ["db:8000", "shard.example"]) assert.equal(await status({ host }), 200, host);
  for (const origin of ["http://app.example", "chrome-extension://abc", "null"]) assert.equal(await status({ origin }), 200, origin);
  assert.equal(await status({ host: "other.example" }), 403);
  assert.equal(await status({ origin: "https://app.example" }), 403);
  await command.end("SIGTERM");
});
