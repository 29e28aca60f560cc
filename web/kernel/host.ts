import type { PyodideConfig, PyodideInterface } from "pyodide";
import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { JournalMessage, KernelEvent } from "./messages.ts";

/** What a kernel needs of the place where it runs: a worker of the page, or Node. */
export interface Host {
  site(base: string): Site;
  emit(event: KernelEvent): void;
  journal(message: JournalMessage): void;
}

/** The built files of one site. */
export interface Site {
  /** Bytes of "engine.wasm", "py/snapshot.bin" and so on; `progress` hears how far it is. */
  read(file: string, progress?: Progress): Promise<Uint8Array<ArrayBuffer>>;
  createEngine(options: EngineOptions, progress: Progress): Promise<Engine>;
  pyodide(): Promise<PyodideLoader>;
}

/** Bytes that have come, and how many there are where the server says so. */
export type Progress = (loaded: number, total?: number) => void;

export interface PyodideLoader {
  loadPyodide(config: PyodideConfig): Promise<PyodideInterface>;
  /** Where Pyodide's own files are; what it takes for `indexURL`. */
  indexURL: string;
  createPyodideModule?: PyodideConfig["createPyodideModule"];
}
