import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { HttpClient } from "./http_client.ts";
import type { Subject } from "./subject.ts";

const CONNECTIONS = 16;
const DYNALITE = `
  import dynalite from "dynalite";
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));`;

/** Node's own server with a fixed response: the best that server and client allow. */
const BARE = `
  import { createServer } from "node:http";
  const server = createServer((request, response) => {
    request.on("data", () => {}).on("end", () => response.writeHead(200, { "Content-Length": 2 }).end("{}"));
  });
  server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));`;

export async function bareServer(): Promise<Subject> {
  return node("nothing", ["--input-type=module", "-e", BARE]);
}

export async function endpoint(): Promise<Subject> {
  return node("endpoint", ["--import", "tsx", "scripts/endpoint.ts", "--port", "0"]);
}

export async function dynaliteOverHttp(): Promise<Subject> {
  return node("dynalite", ["--input-type=module", "-e", DYNALITE]);
}

/** Starts a program that listens on this port once it is ready. */
export async function program(name: string, command: string, args: string[], port: number): Promise<Subject> {
  const server = spawn(command, args, { stdio: "ignore" });
  for (let tries = 0; tries < 300; tries++) {
    const open = await HttpClient.open(port).catch(() => undefined);
    open?.close();
    if (open) return connected(name, server, port);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill();
  throw new Error(`${name} does not listen`);
}

async function node(name: string, args: string[]): Promise<Subject> {
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return connected(name, server, Number(port));
  }
  throw new Error(`${name} has ended`);
}

async function connected(name: string, server: ChildProcess, port: number): Promise<Subject> {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => HttpClient.open(port)));
  return {
    name,
    async round(operation, bodies) {
      let next = 0;
      const started = performance.now();
      const work = async (client: HttpClient) => {
        while (next < bodies.length) await client.call(operation, bodies[next++] as string);
      };
      await Promise.all(clients.map(work));
      return ((performance.now() - started) * 1000) / bodies.length;
    },
    end() {
      for (const client of clients) client.close();
      server.kill();
    },
  };
}
