/** node --import tsx tests/bench/http.ts: our endpoint beside dynalite's over real sockets, 16 connections, the same client. */
import { type ChildProcess, spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { createTable, getItem, item, putItem } from "./workload.ts";

const CONNECTIONS = 16;
const ITEMS = 10_000;
const ROUNDS = 7;
const DYNALITE = `
  import dynalite from "dynalite";
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));`;

interface Figures {
  puts: number;
  gets: number;
}

class Subject {
  readonly #server: ChildProcess;
  readonly #clients: HttpClient[];
  readonly #rounds: Figures[] = [];

  private constructor(server: ChildProcess, clients: HttpClient[]) {
    this.#server = server;
    this.#clients = clients;
  }

  static async start(args: string[]): Promise<Subject> {
    const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const port = await portOf(server);
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => HttpClient.open(port)));
    await (clients[0] as HttpClient).call("CreateTable", createTable);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return new Subject(server, clients);
  }

  async round(): Promise<void> {
    const puts = await aSecond(this.#clients, ITEMS, "PutItem", putItem);
    const gets = await aSecond(this.#clients, ITEMS, "GetItem", getItem);
    this.#rounds.push({ puts, gets });
  }

  /** Medians of the rounds; the first one warms up. */
  end(): Figures {
    for (const client of this.#clients) client.close();
    this.#server.kill();
    const [, ...rounds] = this.#rounds;
    return { puts: median(rounds.map(({ puts }) => puts)), gets: median(rounds.map(({ gets }) => gets)) };
  }
}

async function portOf(server: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error("The server has ended");
}

async function aSecond(clients: HttpClient[], calls: number, operation: string, body: (index: number) => string): Promise<number> {
  let next = 0;
  const started = performance.now();
  const work = async (client: HttpClient) => {
    while (next < calls) await client.call(operation, body(next++));
  };
  await Promise.all(clients.map(work));
  return (calls / (performance.now() - started)) * 1000;
}

/** As little of HTTP as both servers need, so that it is they who are measured. */
class HttpClient {
  #socket: Socket;
  #received = "";
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#read(text));
  }

  static open(port: number): Promise<HttpClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(new HttpClient(socket)));
      socket.on("error", reject);
    });
  }

  call(operation: string, body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(
        `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\n` +
          "X-Amz-Date: 20260101T000000Z\r\n" +
          "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a\r\n" +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#received)?.[1]);
    if (this.#received.length < end + 4 + length) return;
    const answer = this.#received;
    this.#received = "";
    if (answer.startsWith("HTTP/1.1 200")) this.#answered?.();
    else this.#failed?.(new Error(answer));
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

const endpoint = await Subject.start(["--import", "tsx", "scripts/endpoint.ts", "--port", "0"]);
const dynalite = await Subject.start(["--input-type=module", "-e", DYNALITE]);
for (let round = 0; round <= ROUNDS; round++) {
  await endpoint.round();
  await dynalite.round();
}
const ours = endpoint.end();
const theirs = dynalite.end();
const bytes = JSON.stringify(item(0)).length;
console.log(
  `${`${CONNECTIONS} connections, items of ${bytes} bytes`.padEnd(40)}${["endpoint", "dynalite", "ratio"].map((name) => name.padStart(12)).join("")}`,
);
for (const [name, figure] of [
  ["puts a second", "puts"],
  ["gets a second", "gets"],
] as const) {
  const cells = [ours[figure].toFixed(0), theirs[figure].toFixed(0), (ours[figure] / theirs[figure]).toFixed(1)];
  console.log(`${name.padEnd(40)}${cells.map((cell) => cell.padStart(12)).join("")}`);
}
