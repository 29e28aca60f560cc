/**
 * What a sealed process gives up before a cell runs. Node's permission model, under which it runs, already refuses files, processes, workers
 * and native add-ons; this is about what that model leaves open (the network before Node 25, signals, V8's flags). The functions that
 * reach out are replaced in Node's own bindings, of which a process has one set: whatever a cell gets hold of calls the replacements.
 * Taking names away, as `closeModules` also does, is only a help: it says sooner what is not there.
 */
import { createRequire, syncBuiltinESMExports } from "node:module";
import process from "node:process";

type Functions = Record<string, unknown>;
interface Bindings {
  internalBinding(name: string): Functions;
}

/** libuv's "permission denied", which Node's modules turn into their errors. */
const EACCES = -13;
const NAMES = /^NativeModule (dns|dns\/promises|internal\/dns\/(promises|callback_resolver))$/;
const NOT_THERE = "Cells run by npm run notebook cannot reach";

const require = createRequire(import.meta.url);

/**
 * The network, and sockets in the file system. Needs --expose-internals. Streams that are open stay open. To be called first: Node's module
 * for names keeps the functions it finds when it is loaded.
 */
export function closeNetwork(allowNetwork: boolean): void {
  const tooLate = (process as unknown as { moduleLoadList: string[] }).moduleLoadList.filter((name) => NAMES.test(name));
  if (tooLate.length > 0) throw new Error(`Node has already loaded ${tooLate.join(", ")}: cells cannot be kept from the network`);
  const { internalBinding } = require("internal/test/binding") as Bindings;
  const refuse = (target: Functions, names: readonly string[]) => {
    for (const name of names) if (name in target) replace(target, name, () => EACCES);
  };
  const refuseMethods = (binding: string, type: string, names?: readonly string[]) => {
    const { prototype } = internalBinding(binding)[type] as { prototype: Functions };
    refuse(prototype, names ?? Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor"));
  };
  refuseMethods("pipe_wrap", "Pipe", ["open", "connect", "bind", "listen", "fchmod"]);
  refuseMethods("tcp_wrap", "TCP", ["open", "bind", "bind6", "listen"]);
  refuseMethods("udp_wrap", "UDP", ["open", "bind", "bind6", "connect", "connect6", "send", "send6"]);
  if (allowNetwork) return;
  refuseMethods("tcp_wrap", "TCP", ["connect", "connect6"]);
  refuseMethods("cares_wrap", "ChannelWrap");
  refuse(internalBinding("cares_wrap"), ["getaddrinfo", "getnameinfo"]);
}

/** Signals, V8's flags, and every way to a module: what is loaded stays, nothing else comes in. */
export function closeModules(allowNetwork: boolean): void {
  const { internalBinding } = require("internal/test/binding") as Bindings;
  const { setImportModuleDynamicallyCallback } = internalBinding("module_wrap") as {
    setImportModuleDynamicallyCallback(callback: (...args: unknown[]) => Promise<never>): void;
  };
  setImportModuleDynamicallyCallback(async () => {
    throw new TypeError(`${NOT_THERE} modules of Node or other addresses`);
  });
  const refuse = () => {
    throw new TypeError(`${NOT_THERE} this part of Node`);
  };
  const own: [Functions, string[]][] = [
    [internalBinding("process_methods"), ["_kill", "_debugProcess", "_debugEnd", "chdir", "dlopen", "execve", "loadEnvFile"]],
    [internalBinding("v8"), ["setFlagsFromString", "setHeapSnapshotNearHeapLimit", "startupSnapshot"]],
    [internalBinding("os"), ["getHostname", "getUserInfo", "getHomeDirectory", "getInterfaceAddresses", "setPriority"]],
    [internalBinding("inspector"), ["open", "Connection", "MainThreadConnection"]],
    [require("node:v8") as Functions, ["setFlagsFromString", "setHeapSnapshotNearHeapLimit", "writeHeapSnapshot"]],
    [require("node:os") as Functions, ["hostname", "userInfo", "homedir", "networkInterfaces", "setPriority"]],
    [require("node:module") as Functions, ["createRequire", "register", "registerHooks"]],
    [process as unknown as Functions, PROCESS],
  ];
  for (const [target, names] of own) for (const name of names) if (name in target) replace(target, name, refuse);
  syncBuiltinESMExports();
  replace(require("node:module") as Functions, "_load", pyodideModule);
  const names = globalThis as unknown as Functions;
  delete names.require;
  delete names.process;
  if (!allowNetwork) for (const name of ["fetch", "WebSocket", "EventSource"]) replace(names, name, refusedRequest);
}

function refusedRequest(): never {
  throw new TypeError(`${NOT_THERE} the network (--allow-network lets them)`);
}

const PROCESS = [
  ...["kill", "_kill", "_debugProcess", "_debugEnd", "dlopen", "binding", "_linkedBinding", "getBuiltinModule", "loadEnvFile", "report"],
  ...["execve", "chdir", "setuid", "setgid", "seteuid", "setegid", "setgroups", "initgroups"],
];

/** What Pyodide's own `require` answers from now on: `os.system` finds no command, random numbers come from the web's crypto. */
function pyodideModule(name: string): Functions {
  if (name === "node:child_process") return { spawnSync: () => ({ status: 127 }) };
  if (name === "node:crypto") return { randomFillSync: (view: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(view) };
  throw new Error(`Cannot find module '${name}'`);
}

function replace(target: Functions, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: true }); // the original is gone
}
