import type { PyodideConfig, PyodideInterface } from "pyodide";
import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { JournalRecord, KernelEvent } from "./messages.ts";

/** What a kernel needs from its surroundings, a worker of the page or Node. */
export interface Host {
  site(base: string): Site;
  emit(event: KernelEvent): void;
  journal(record: JournalRecord): void;
}

/** The built files of one site. */
export interface Site {
  /** Reads "engine.wasm", "py/snapshot.bin" and so on, reporting to `progress`. */
  read(file: string, progress?: Progress): Promise<Uint8Array<ArrayBuffer>>;
  createEngine(options: EngineOptions, progress: Progress): Promise<Engine>;
  pyodide(): Promise<PyodideLoader>;
}

/** Bytes received so far, and the total if the server announces it. */
export type Progress = (loaded: number, total?: number) => void;

export interface PyodideLoader {
  loadPyodide(config: PyodideConfig): Promise<PyodideInterface>;
  /** Where Pyodide's own files are. */
  indexURL: string;
  createPyodideModule?: PyodideConfig["createPyodideModule"];
}
