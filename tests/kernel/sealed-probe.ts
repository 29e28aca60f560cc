/**
 * Tries, with Node's modules in hand, what a sealed process may not do. Prints, as JSON, how each attempt ended. The modules are loaded as in
 * a sealed kernel: after the network is closed.
 */
import type { Server, Socket } from "node:net";
import process from "node:process";
import { closeModules, closeNetwork } from "../../web/headless/seal.ts";

const [port, socket, bystander] = [Number(process.argv[2]), String(process.argv[3]), Number(process.argv[4])];
const { stdout } = process;
const READABLE = new URL("../python", import.meta.url).pathname;
void [process.stdin, process.stderr];

closeNetwork(false);
const [childProcess, dgram, dns, fs, http, inspector, net, os, v8, vm, workers] = await Promise.all([
  import("node:child_process"),
  import("node:dgram"),
  import("node:dns/promises"),
  import("node:fs"),
  import("node:http"),
  import("node:inspector"),
  import("node:net"),
  import("node:os"),
  import("node:v8"),
  import("node:vm"),
  import("node:worker_threads"),
]);
closeModules(false);

const attempts: Record<string, () => unknown> = {
  "connect to a port": () => connected(net.connect(port, "127.0.0.1")),
  "connect to a port by IPv6": () => connected(net.connect(port, "::ffff:127.0.0.1")),
  "connect to a socket in the file system": () => connected(net.connect(socket)),
  "connect to a file descriptor": () => connected(new net.Socket({ fd: 0 })),
  "listen on a port": () => listening(net.createServer().listen(0, "127.0.0.1")),
  "listen in the file system": () => listening(net.createServer().listen(`${socket}2`)),
  "HTTP request": () => new Promise((resolve, reject) => http.get(`http://127.0.0.1:${port}/`, resolve).on("error", reject)),
  datagram: () =>
    new Promise<void>((resolve, reject) => {
      const datagrams = dgram.createSocket("udp4").on("error", reject);
      datagrams.send("x", port, "127.0.0.1", (error) => (error ? reject(error) : resolve()));
    }),
  "lookup of a name": () => dns.lookup("a.example"),
  "lookup of localhost": () => dns.lookup("localhost"),
  "DNS query": () => dns.resolve4("a.example"),
  "name of an address": () => dns.reverse("127.0.0.1"),
  signal: () => process.kill(bystander, 0),
  "debugging of a process": () => (process as unknown as { _debugProcess(pid: number): void })._debugProcess(bystander),
  "inspector's port": () => inspector.open(0),
  "inspector's session": () => new inspector.Session().connect(),
  "V8's flags": () => v8.setFlagsFromString("--allow-natives-syntax"),
  user: () => os.userInfo(),
  "home directory": () => os.homedir(),
  "host's name": () => os.hostname(),
  import: () => import("node:tls"),
  "import from another context": () => vm.runInNewContext("import('node:tls')"),
  "built-in module": () => (process as unknown as { getBuiltinModule(name: string): unknown }).getBuiltinModule("node:tls"),
  "file of the machine": () => fs.readFileSync("/etc/hostname"),
  "file by a path of bytes": () => fs.readFileSync(new TextEncoder().encode("/etc/hostname") as Buffer),
  "file by the way of a readable folder": () => fs.readFileSync(`${READABLE}/../../../../../../../etc/hostname`),
  "file by its URL": () => fs.readFileSync(new URL("file:///etc/hostname")),
  "file as a blob": () => fs.openAsBlob("/etc/hostname"),
  "environment of the parent": () => fs.readFileSync(`/proc/${process.ppid}/environ`),
  "written file among the readable": () => fs.writeFileSync(`${READABLE}/x`, "x"),
  "link among the readable": () => fs.symlinkSync("/etc", `${READABLE}/etc`),
  "another program": () => (process as unknown as { execve(file: string, args: string[]): void }).execve("/bin/true", ["true"]),
  "folder of the machine": () => fs.readdirSync("/"),
  "written file": () => fs.writeFileSync(`${socket}3`, "x"),
  command: () => childProcess.execSync("true"),
  "process of Node": () => childProcess.fork(String(process.argv[1])),
  worker: () => new workers.Worker("1", { eval: true }),
  "add-on": () => process.dlopen({ exports: {} }, "/nowhere.node"),
};

const ends: Record<string, string> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  ends[name] = await Promise.resolve()
    .then(attempt)
    .then(
      () => "reached",
      (error: NodeJS.ErrnoException) => error.code ?? error.name,
    );
}
stdout.write(JSON.stringify(ends), () => process.exit());

function connected(stream: Socket): Promise<void> {
  return new Promise((resolve, reject) => stream.on("connect", resolve).on("error", reject));
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => server.on("listening", resolve).on("error", reject));
}
