/** npm run endpoint -- [options]: DynamoDB and DynamoDB Streams over HTTP, for the AWS CLI and any SDK. */
import { randomInt } from "node:crypto";
import { isIP } from "node:net";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { DataFile, type DataFileOptions } from "../wasm/data/data-file.ts";
import type { ReplayOptions } from "../wasm/data/segment.ts";
import { type AccessOptions, isHost, toOrigin } from "../wasm/endpoint/access.ts";
import { startEndpoint } from "../wasm/endpoint/endpoint.ts";
import { createEngine } from "../wasm/load.ts";

const USAGE = `Usage: npm run endpoint -- [options]

  --port N               the port, 8000 by default; 0 takes any that is free
  --host ADDRESS         the address, 127.0.0.1 by default; 0.0.0.0 lets other machines connect
  --allow-host NAME      lets clients call by this host name; localhost and IP addresses need no option; * allows every name
  --allow-origin ORIGIN  lets web pages of this origin call, as http://app.example:3000; those of localhost may; * allows all pages
  --data FILE            keeps the tables in FILE: a call that is answered is there even if the endpoint is killed
  --sync                 with --data: even if the machine loses power; a write then waits for the disk
  --throttle             refuses what is beyond the throughput of a table, an index or a partition
  --latency              what takes the service minutes takes them here too; without it, the next call finds it done
  --help                 this text

--allow-host and --allow-origin may be given several times.

Any credentials will do; each region has its own tables.
  aws dynamodb list-tables --endpoint-url http://127.0.0.1:8000`;
const DEFAULT_PORT = "8000";
const DEFAULT_HOST = "127.0.0.1";
const PROGRESS_EVERY_MS = 2_000;

/** Ends the program with just its message. */
class Refusal extends Error {}

async function main(): Promise<void> {
  const { port, host, allowHosts, allowOrigins, data, sync, ...options } = readArguments();
  const createHere = (replay: ReplayOptions) =>
    createEngine({ seed: randomInt(2 ** 47), ...replay }).catch((error: Error) => {
      throw new Refusal(`The engine cannot be loaded; npm start builds it. ${error.message}`);
    });
  const file = data === undefined ? undefined : await openData(data, { createEngine: createHere, sync, ...options });
  const endpoint = await startEndpoint({
    engine: file ?? (await createHere(options)),
    port,
    host,
    allowHosts,
    allowOrigins,
    kept: () => file?.kept(),
    onFailure: (error) => console.error("The engine failed:", error),
  }).catch(async (error: NodeJS.ErrnoException) => {
    await file?.end();
    throw new Refusal(listenTrouble(port, host, error));
  });
  endOnSignal(async () => {
    await endpoint.close();
    await file?.end();
  });
  console.log(`DynamoDB is at ${endpoint.url}`);
}

interface Arguments extends AccessOptions, ReplayOptions {
  port: number;
  host: string;
  data: string | undefined;
  sync: boolean;
}

function readArguments(): Arguments {
  const { values } = parse();
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65535)) throw new Refusal(`--port is ${values.port}; it must be a number from 0 to 65535.`);
  if (values.data === "") throw new Refusal("--data needs the name of a file.");
  if (values.sync && values.data === undefined) throw new Refusal("--sync needs --data FILE.");
  if (isIP(values.host) === 0) throw new Refusal(`--host is ${values.host}; it must be an IP address.`);
  return {
    port,
    host: values.host,
    ...readAccess(values),
    data: values.data,
    sync: values.sync,
    throttle: values.throttle,
    latency: values.latency ? "service" : "none",
  };
}

function readAccess(values: ReturnType<typeof parse>["values"]): AccessOptions {
  const { "allow-host": allowHosts, "allow-origin": origins } = values;
  for (const name of allowHosts) {
    if (!isHost(name)) throw new Refusal(`--allow-host is ${name}; it must be a host name without a port, or *.`);
  }
  const allowOrigins = origins.map((text) => {
    const origin = toOrigin(text);
    if (origin === undefined) throw new Refusal(`--allow-origin is ${text}; it must be an origin such as http://app.example:3000, or *.`);
    return origin;
  });
  return { allowHosts, allowOrigins };
}

function parse() {
  try {
    const options = {
      port: { type: "string", default: DEFAULT_PORT },
      host: { type: "string", default: DEFAULT_HOST },
      "allow-host": { type: "string", multiple: true, default: [] as string[] },
      "allow-origin": { type: "string", multiple: true, default: [] as string[] },
      data: { type: "string" },
      sync: { type: "boolean", default: false },
      throttle: { type: "boolean", default: false },
      latency: { type: "boolean", default: false },
      help: { type: "boolean" },
    } satisfies ParseArgsConfig["options"];
    return parseArgs({ options });
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function openData(path: string, options: DataFileOptions): Promise<DataFile> {
  const report = (text: string) => console.error(`${text}.`);
  const file = await DataFile.open(path, { ...options, report, onProgress: printProgress(path) }).catch((error: Error) => {
    throw error instanceof Refusal ? error : new Refusal(`${path} cannot be used: ${error.message}`);
  });
  process.on("exit", () => file.close());
  return file;
}

/** Says now and then how far a long replay is. */
function printProgress(path: string): (done: number, all: number) => void {
  let next = performance.now() + PROGRESS_EVERY_MS;
  return (done, all) => {
    if (performance.now() < next) return;
    next = performance.now() + PROGRESS_EVERY_MS;
    console.log(`${path}: ${Math.floor((100 * done) / all)} % of the journal repeated`);
  };
}

function listenTrouble(port: number, host: string, error: NodeJS.ErrnoException): string {
  if (error.code === "EADDRINUSE") return `Port ${port} is in use. --port ${port === 65535 ? 8000 : port + 1} takes another.`;
  if (error.code === "EACCES") return `Port ${port} may not be used by this user. --port ${DEFAULT_PORT} takes another.`;
  if (error.code === "EADDRNOTAVAIL") return `${host} is no address of this machine.`;
  return error.message;
}

/** Further signals are ignored: npm forwards those that the terminal has already sent us. */
function endOnSignal(end: () => Promise<void>): void {
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      end().then(() => process.exit(0), refuse);
    });
  }
}

function refuse(error: unknown): never {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}

for (const output of [process.stdout, process.stderr]) output.on("error", () => {}); // nobody reads it any more
await main().catch(refuse);
