import type { IOutput } from "@jupyterlab/nbformat";
import type { PyodideConfig, PyodideInterface } from "pyodide";
import type { EngineResponse } from "../../wasm/engine.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import type { PyodideLoader, Site } from "./host.ts";
import { cellName, type EmitOutput, LanguageCrash, type LanguageRuntime } from "./language-runtime.ts";
import type { CellSource } from "./messages.ts";
import { PythonFiles, type PythonManifest, unzipped } from "./python-files.ts";
import { loadFromSnapshot } from "./snapshot.ts";
import type { WorkingDirectory } from "./working-directory.ts";

/** What Python calls in the kernel. */
export interface PythonBridge {
  /** `authorization` is the header, which names the region. */
  call(authorization: string, target: string, body: string): EngineResponse;
  advance(ms: number): void;
}

/** Pyodide tells this, and only this, function that Python has died. */
type WithInternals = PyodideInterface & { _api: { on_fatal?: (reason: unknown) => void } };

/** Bytes of output that are decoded together: JavaScript has no strings of more than 512 MB. */
const PIECE = 1_000_000;
const SITE_PACKAGES = "/lib/python3.14/site-packages";
const HOME = "/home/pyodide";
const PYODIDE_FILES = ["pyodide.asm.wasm", "python_stdlib.zip"];
// Names Python itself; otherwise Pyodide would fetch the list of all its packages.
const LOCK_INFO = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" };

type RunCell = (source: string, filename: string, executionCount: number) => Promise<boolean>;

/** CPython with boto3 in this worker. */
export class PythonRuntime implements LanguageRuntime {
  #site: Site;
  #bridge: PythonBridge;
  #directory: WorkingDirectory;
  #emit: EmitOutput;
  #report: (state: RuntimeState) => void;
  #turn: Promise<unknown>;
  #loading: Promise<RunCell> | undefined;
  /** Rejects when Python dies, which would leave its cell running. */
  readonly #crash: Promise<never>;
  #crashed: (error: Error) => void = () => {};

  /** @param turn resolves when it is Python's turn: files are fetched at once, but work that keeps the thread busy waits for it. */
  constructor(
    site: Site,
    bridge: PythonBridge,
    directory: WorkingDirectory,
    emit: EmitOutput,
    report: (state: RuntimeState) => void,
    turn: Promise<unknown>,
  ) {
    this.#crash = new Promise((_, reject) => {
      this.#crashed = reject;
    });
    this.#crash.catch(() => {}); // told to the cell that runs
    this.#turn = turn;
    this.#site = site;
    this.#bridge = bridge;
    this.#directory = directory;
    this.#emit = emit;
    this.#report = report;
  }

  async load(): Promise<void> {
    this.#loading ??= this.#start();
    await this.#loading;
  }

  async run(cell: CellSource, executionCount: number): Promise<boolean> {
    const runCell = await (this.#loading as Promise<RunCell>);
    return Promise.race([runCell(cell.source, cellName(cell), executionCount), this.#crash]);
  }

  async #start(): Promise<RunCell> {
    try {
      const python = await this.#python();
      const runCell = this.#attach(python);
      this.#report({ state: "ready" });
      return runCell;
    } catch (error) {
      this.#loading = undefined; // the next cell tries again
      const message = error instanceof Error ? error.message : String(error);
      this.#report({ state: "failed", message });
      throw new Error(`Python did not load: ${message}`);
    }
  }

  async #python(): Promise<PyodideInterface> {
    const manifest = JSON.parse(new TextDecoder().decode(await this.#site.read("py/manifest.json"))) as PythonManifest;
    const config = { lockFileContents: JSON.stringify({ info: { ...LOCK_INFO, version: manifest.pyodide }, packages: {} }) };
    try {
      return await this.#fromSnapshot(manifest, config);
    } catch (error) {
      console.warn("Python's memory snapshot was not usable, importing boto3 instead:", error instanceof Error ? error.message : error);
      return await this.#fromPackages(manifest, config);
    }
  }

  async #fromSnapshot(manifest: PythonManifest, config: PyodideConfig): Promise<PyodideInterface> {
    const files = this.#fetch(manifest, ["snapshot.bin", "site-data.zip", ...PYODIDE_FILES]);
    await this.#turn;
    const loader = await this.#site.pyodide();
    const snapshot = await unzipped(await files.read("snapshot.bin"));
    const data = await files.read("site-data.zip");
    this.#report({ state: "starting" });
    const python = await files.serve(() => loadFromSnapshot(loader, { ...config, ...location(loader) }, snapshot));
    python.unpackArchive(data, "zip", { extractDir: SITE_PACKAGES });
    python.runPython("import random; random.seed()"); // the snapshot's state would be the same for everybody
    return python;
  }

  async #fromPackages(manifest: PythonManifest, config: PyodideConfig): Promise<PyodideInterface> {
    const files = this.#fetch(manifest, ["site-packages.zip", ...PYODIDE_FILES]);
    const loader = await this.#site.pyodide();
    const packages = await files.read("site-packages.zip");
    this.#report({ state: "starting" });
    const python = await files.serve(() => loader.loadPyodide({ ...config, ...location(loader), env: { PYTHONHASHSEED: "0" } }));
    python.unpackArchive(packages, "zip", { extractDir: SITE_PACKAGES });
    python.runPython("import sys; sys.dont_write_bytecode = True; from shardbook import bridge, cell");
    return python;
  }

  #fetch(manifest: PythonManifest, names: string[]): PythonFiles {
    const files: PythonFiles = new PythonFiles(this.#site, manifest, names, (loaded) => {
      this.#report({ state: "loading", loaded, total: files.total });
    });
    return files;
  }

  #attach(python: PyodideInterface): RunCell {
    const emit = (json: string) => this.#emit(JSON.parse(json) as IOutput);
    (python as WithInternals)._api.on_fatal = (reason) => this.#died(reason);
    python.registerJsModule("shardbook_host", { call: this.#bridge.call, advance: this.#bridge.advance, emit });
    python.runPython(
      "import shardbook_host\nfrom shardbook import bridge, cell\nbridge.attach(shardbook_host)\ncell.attach(shardbook_host.emit)",
    );
    python.setStdin({ stdin: () => undefined, isatty: false });
    python.setStdout({ isatty: false, write: this.#writer("stdout") });
    python.setStderr({ isatty: false, write: this.#writer("stderr") });
    this.#directory.mirror((name, bytes) => writeFile(python, name, bytes));
    return (python.pyimport("shardbook.cell") as { run: RunCell }).run;
  }

  #writer(name: "stdout" | "stderr"): (bytes: Uint8Array) => number {
    const decoder = new TextDecoder();
    return (bytes) => {
      for (let at = 0; at < bytes.length; at += PIECE) {
        const text = decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
        if (text !== "") this.#emit({ output_type: "stream", name, text });
      }
      return bytes.length;
    };
  }

  #died(reason: unknown): void {
    const message = `Python crashed: ${crashText(reason)}.`;
    this.#report({ state: "failed", message });
    this.#crashed(new LanguageCrash(message));
  }
}

function crashText(reason: unknown): string {
  if (reason instanceof RangeError) return "calls within calls, such as a recursion, have used up its stack";
  return reason instanceof Error ? reason.message : String(reason);
}

function location({ indexURL, createPyodideModule }: PyodideLoader): PyodideConfig {
  return createPyodideModule ? { indexURL, createPyodideModule } : { indexURL };
}

function writeFile({ FS }: PyodideInterface, name: string, bytes: Uint8Array): void {
  const path = `${HOME}/${name}`;
  try {
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, bytes);
  } catch {
    throw new Error(`Python has no place for the file "${name}": cells have made a file or a folder that is in its way.`);
  }
}
