import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { DynamoDBClient, InternalServerError, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DataFile } from "../../wasm/data/data-file.ts";
import { nodeDisk } from "../../wasm/data/disk.ts";
import { createEngine } from "../../wasm/load.ts";
import { PLAIN, TABLE } from "./kept-calls.ts";
import { send, serve, signed } from "./serve.ts";
import { type Fault, type Kind, systemError } from "./simulated-disk.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;

const item = (key: string) => ({ TableName: "kept", Item: { k: { S: key } } });
const put = (url: string, key: string) => send(url, { headers: signed("PutItem"), body: JSON.stringify(item(key)) });
const scan = async (url: string) =>
  JSON.parse((await send(url, { headers: signed("Scan"), body: '{"TableName":"kept"}' })).body.toString()).Count;

interface Watched {
  url: string;
  /** Says what goes wrong with an operation on the journal. */
  fault: (kind: Kind) => Fault | undefined;
  /** Syncs of the journal resolve with this. */
  gate: Promise<void>;
  syncs: number;
  writes: number;
}

function gate(): { promise: Promise<void>; open: () => void } {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

/** An endpoint whose data file holds an empty table. */
async function serveKept(sync: boolean): Promise<Watched> {
  const watched: Watched = { url: "", fault: () => undefined, gate: Promise.resolve(), syncs: 0, writes: 0 };
  const disk = Object.create(nodeDisk, {
    open: {
      value(path: string) {
        const file = nodeDisk.open(path);
        const { write, syncLater } = file;
        file.write = (bytes, position) => {
          const fault = watched.fault("write");
          if (fault !== undefined && "error" in fault) throw fault.error;
          watched.writes += 1;
          return write.call(file, bytes, position);
        };
        file.syncLater = async () => {
          watched.syncs += 1;
          const fault = watched.fault("sync");
          if (fault !== undefined && "error" in fault) throw fault.error;
          await syncLater.call(file);
          await watched.gate;
        };
        return file;
      },
    },
  });
  const file = await DataFile.open(join(folder, `${files++}.data`), { ...PLAIN, createEngine, sync, disk });
  const { url } = await serve({ engine: file, kept: () => file.kept() });
  after(() => file.end());
  await send(url, { headers: signed("CreateTable"), body: JSON.stringify(TABLE) });
  watched.url = url;
  return watched;
}

test("a write on a full disk is an InternalServerError that says why; reads are answered; SDKs try again until there is room", async () => {
  const watched = await serveKept(false);
  const { url } = watched;
  await put(url, "a");
  watched.fault = (kind) => (kind === "write" ? { error: systemError("ENOSPC") } : undefined);
  const { status, headers, body } = await put(url, "b");
  assert.deepEqual([status, headers["content-type"]], [500, "application/x-amz-json-1.0"]);
  assert.deepEqual(JSON.parse(body.toString()), {
    __type: "com.amazonaws.dynamodb.v20120810#InternalServerError",
    message: "The data file cannot be written: ENOSPC: simulated",
  });
  assert.equal(await scan(url), 1);
  const config = { endpoint: url, region: "eu-west-1", credentials: { accessKeyId: "any", secretAccessKey: "any" } };
  const once = new DynamoDBClient({ ...config, maxAttempts: 1 });
  await assert.rejects(
    once.send(new PutItemCommand(item("c"))),
    (error) => error instanceof InternalServerError && /ENOSPC/.test(error.message),
  );
  let refused = 0;
  watched.fault = (kind) => (kind === "write" && ++refused <= 2 ? { error: systemError("ENOSPC") } : undefined);
  await new DynamoDBClient(config).send(new PutItemCommand(item("d")));
  assert.equal(refused, 3);
  assert.equal(await scan(url), 2);
});

test("with sync an answer waits until the disk has the call, and whatever it shows of others", async () => {
  const watched = await serveKept(true);
  const { promise, open } = gate();
  watched.gate = promise;
  const answered: string[] = [];
  const note = (name: string) => () => void answered.push(name);
  const waiting = [put(watched.url, "a").then(note("write")), scan(watched.url).then(note("read"))];
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(answered, []);
  open();
  await Promise.all(waiting);
  assert.deepEqual(answered.sort(), ["read", "write"]);
});

test("with sync, calls that come while the disk is busy share the next sync", async () => {
  const watched = await serveKept(true);
  const { promise, open } = gate();
  watched.gate = promise;
  watched.syncs = watched.writes = 0;
  const first = put(watched.url, "first");
  while (watched.syncs === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const others = Array.from({ length: 20 }, (_, index) => put(watched.url, `k${index}`));
  while (watched.writes < 21) await new Promise((resolve) => setTimeout(resolve, 5));
  open();
  for (const { status } of await Promise.all([first, ...others])) assert.equal(status, 200);
  assert.equal(watched.syncs, 2);
});

test("without sync an answer does not wait", async () => {
  const watched = await serveKept(false);
  watched.gate = new Promise(() => {});
  assert.equal((await put(watched.url, "a")).status, 200);
});

test("with sync a call whose sync fails is not acknowledged, nor is any after it", async () => {
  const watched = await serveKept(true);
  watched.fault = (kind) => (kind === "sync" ? { error: systemError("EIO") } : undefined);
  const { status, body } = await put(watched.url, "a");
  assert.equal(status, 500);
  assert.match(body.toString(), /InternalServerError.*EIO.*unknown until the next start/);
  watched.fault = () => undefined;
  assert.equal((await put(watched.url, "b")).status, 500);
});
