/** What cells of `npm run notebook` reach: nothing of the machine but copies of the files beside the notebook. */
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundled, restrictions } from "../../web/headless/restrictions.ts";
import type { Language } from "../../web/model/notebook.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "a secret of the machine";
const requests: string[] = [];
const answer: Parameters<typeof createServer>[1] = ({ url }, response) => {
  requests.push(String(url));
  response.end("answered");
};
const server: Server = createServer(answer);
const unixServer: Server = createServer(answer);
let bystander: ChildProcess;
let folder: string;
let outside: string;
let url: string;
let socket: string;

before(async () => {
  const temporary = await mkdtemp(join(tmpdir(), "shardbook-"));
  folder = join(temporary, "lesson");
  await mkdir(folder);
  outside = join(temporary, "outside.txt");
  socket = join(temporary, "socket");
  await writeFile(outside, SECRET);
  await writeFile(join(folder, "beside.txt"), "a file beside");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => unixServer.listen(socket, resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
});
after(async () => {
  server.close();
  unixServer.close();
  bystander.kill();
  await rm(join(folder, ".."), { recursive: true });
});

/** Runs a notebook; returns what it printed and whether it came to its end. */
async function run(language: Language, sources: string[], options: { args?: string[]; metadata?: object; name?: string } = {}) {
  const { args = [], metadata = {}, name = "lesson.ipynb" } = options;
  const cells = sources.map((source) => ({ cell_type: "code", source, metadata: { shardbook: { language } }, outputs: [] }));
  await writeFile(join(folder, name), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  const command = ["--import", "tsx", "scripts/notebook.ts", join(folder, name), ...args];
  const env = { ...process.env, AWS_SECRET_ACCESS_KEY: SECRET };
  const ran = promisify(execFile)(process.execPath, command, { cwd: root, env });
  return ran.then(
    ({ stdout, stderr }) => ({ ok: true, text: stdout + stderr }),
    ({ stdout, stderr }) => ({ ok: false, text: String(stdout) + String(stderr) }),
  );
}

/** Asserts that each attempt, an expression, failed, one by one. */
function allFailed(text: string, attempts: Record<string, string>): void {
  const reached = Object.keys(attempts).filter((name) => !text.includes(`${name}: failed`));
  assert.deepEqual(reached, [], text);
  assert.ok(!text.includes(SECRET), text);
  assert.deepEqual(requests, []);
  assert.equal(bystander.exitCode ?? bystander.signalCode, null);
}

test("Python reaches no shell, no file, no network and no environment of the machine", async () => {
  const files = await readdir(folder);
  const attempts = {
    system: `must(os.system("touch ${folder}/touched") == 0)`,
    popen: `os.popen("id").read()`,
    subprocess: `__import__("subprocess").run(["id"])`,
    execv: `os.execv("/bin/sh", ["sh"])`,
    fork: `os.fork()`,
    open: `open("${outside}").read()`,
    environment: `must("${SECRET}" in str(os.environ))`,
    process: `js.process.env`,
    constructor: `js.eval("globalThis.constructor.constructor('return process')()").env`,
    require: `js.require("node:fs").readFileSync("${outside}", "utf8")`,
    require_process: `js.require("node:child_process").execSync("id")`,
    import: `await js.eval("import('node:fs')")`,
    import_data: `await js.eval("import('data:text/javascript,export default 1')")`,
    nodefs: `(os.mkdir("/host"), pyodide_js.mountNodeFS("/host", "/"), os.listdir("/host"), must(len(os.listdir("/host")) > 0))`,
    nodefs_open: `open("/host${outside}").read()`,
    emscripten: `(ctypes.CDLL(None).emscripten_run_script(b"try { reached = process.pid } catch {}"), js.reached)`,
    emscripten_require: `(ctypes.CDLL(None).emscripten_run_script(b"try { net = require('node:net') } catch {}"), js.net)`,
    emscripten_file: `(ctypes.CDLL(None).emscripten_run_script(b"try { text = fs.readFileSync('${outside}', 'utf8') } catch {}"), js.text)`,
    socket: `socket.create_connection(("127.0.0.1", ${new URL(url).port}), 2).send(b"GET /socket HTTP/1.0")`,
    urllib: `__import__("urllib.request").request.urlopen("${url}urllib").read()`,
    pyfetch: `await (await pyodide.http.pyfetch("${url}pyfetch")).string()`,
    open_url: `pyodide.http.open_url("${url}open_url").read()`,
    fetch: `await js.fetch("${url}fetch")`,
    worker: `js.Worker.new("data:text/javascript,1")`,
    run_js: `pyodide.code.run_js("process.kill(${bystander.pid}, 9)")`,
  };
  const cells = Object.entries(attempts).map(([name, expression]) =>
    ["try:", `    print("${name}: REACHED", repr(${expression})[:99])`, "except BaseException:", `    print("${name}: failed")`].join("\n"),
  );
  const prelude = `import ctypes, os, socket, js, pyodide, pyodide.http, pyodide.code, pyodide_js
def must(done):
    if not done: raise OSError("not reached")
print(open("beside.txt").read())`;
  const { ok, text } = await run("python", [
    prelude,
    ...cells,
    `import boto3\nprint(boto3.client("dynamodb").list_tables()["TableNames"])`,
  ]);
  allFailed(text, attempts);
  assert.ok(ok, text);
  assert.match(text, /a file beside/);
  assert.match(text, /\[\]\n$/);
  assert.deepEqual((await readdir(folder)).sort(), [...files, "lesson.ipynb"].sort());
});

test("JavaScript reaches no module of Node, no network, no process and no environment", async () => {
  const attempts = {
    process: `process.env`,
    global: `globalThis.process.env`,
    constructor: `globalThis.constructor.constructor("return process")().env`,
    require: `require("node:child_process")`,
    global_require: `globalThis.require("node:fs").readFileSync`,
    import_of_cell: `await import("node:net")`,
    import: `await new Function("return import('node:fs')")()`,
    import_by_eval: `await (0, eval)("import('node:child_process')")`,
    import_in_callback: `await [1].map(() => Function("return import('node:os')"))[0]()`,
    import_by_timer: `await new Promise((yes, no) => setTimeout(() => Function("return import('node:fs')")().then(yes, no)))`,
    import_data: `await new Function("return import('data:text/javascript,export default 1')")()`,
    import_file: `await new Function("return import('file://${outside}')")()`,
    import_address: `await new Function("return import('${url}import')")()`,
    call_site: `must(stack().map((site) => site.getThis?.() ?? site.getFunction?.()).find((found) => found?.require?.resolve || found?.env))`,
    main_module: `arguments.callee.caller.arguments[1]("node:fs")`,
    fetch: `await fetch("${url}fetch")`,
    fetch_of_constructor: `await Function("return fetch")()("${url}fetch")`,
    websocket: `await new Promise((yes, no) => Object.assign(new WebSocket("${url.replace("http", "ws")}"), { onopen: yes, onerror: no }))`,
    event_source: `await new Promise((yes, no) => Object.assign(new EventSource("${url}events"), { onopen: yes, onerror: no }))`,
    worker: `new Worker("data:text/javascript,1")`,
    wasi: `new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array()))`,
  };
  const prelude = `const must = (found) => { if (!found) throw new Error("not reached"); };
function stack() {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, sites) => sites;
  try { return new Error().stack; } finally { Error.prepareStackTrace = before; }
}
console.log(await readFile("beside.txt", "utf8"));`;
  const cells = Object.entries(attempts).map(
    ([name, expression]) => `try { console.log("${name}: REACHED", String(${expression})); } catch { console.log("${name}: failed"); }`,
  );
  const { ok, text } = await run("javascript", [prelude, ...cells]);
  allFailed(text, attempts);
  assert.ok(ok, text);
  assert.match(text, /a file beside/);
});

test("a link beside the notebook leads to no file of another folder", async () => {
  await symlink(outside, join(folder, "link.txt"));
  await symlink(join(folder, ".."), join(folder, "up"));
  for (const listed of ["link.txt", "up/outside.txt"]) {
    const { ok, text } = await run("python", [`print(open("${listed}").read())`], { metadata: { shardbook: { files: [listed] } } });
    assert.equal(ok, false);
    assert.ok(!text.includes(SECRET), text);
    assert.match(text, new RegExp(`"${listed}" leads out of the notebook's folder`));
  }
  await rm(join(folder, "link.txt"));
  await rm(join(folder, "up"));
});

test("with --allow-network cells of both languages reach a server, and still nothing else", async () => {
  const python = await run("python", [`from pyodide.http import pyfetch\nprint(await (await pyfetch("${url}python")).string())`], {
    args: ["--allow-network"],
  });
  const javascript = await run("javascript", [`console.log(await (await fetch("${url}javascript")).text())`, "process.pid"], {
    args: ["--allow-network"],
  });
  assert.match(python.text, /answered/);
  assert.match(javascript.text, /answered[\s\S]*ReferenceError: process is not defined/);
  assert.deepEqual(requests.splice(0), ["/python", "/javascript"]);
});

test("a process that reports what no kernel reports is ended", async () => {
  const forged = JSON.stringify({ rpc: "event", event: { type: "outputs", outputs: [null] } });
  const source = `import ctypes\nctypes.CDLL(None).emscripten_run_script(rb'''fs.writeSync(1, '${forged}\\n' )''')\nwhile True: pass`;
  const { ok, text } = await run("python", [source]);
  assert.equal(ok, false);
  assert.match(text, /^\[1\]\nThe notebook's process has reported what no kernel reports\n$/);
});

test("code that has Node's modules in hand reaches no more", async () => {
  const program = await bundled(fileURLToPath(new URL("sealed-probe.ts", import.meta.url)));
  const parameters = [new URL(url).port, socket, String(bystander.pid)];
  const { stdout } = await promisify(execFile)(process.execPath, [...restrictions(program, false), program, ...parameters], { env: {} });
  const ends = Object.entries(JSON.parse(stdout) as Record<string, string>);
  assert.ok(ends.length >= 30);
  assert.deepEqual(
    ends.filter(([, end]) => end === "reached"),
    [],
  );
  assert.deepEqual(requests, []);
});
