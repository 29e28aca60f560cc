import { checkFileNames, normalPath } from "../model/file-names.ts";

/** The files beside the notebook: one set for both languages. */
export class WorkingDirectory {
  #files = new Map<string, Uint8Array>();
  #listeners = new Set<(name: string, bytes: Uint8Array) => void>();

  /** Throws, changing nothing, if one has no place beside the others. */
  write(files: Record<string, Uint8Array>): void {
    checkFileNames([...this.#files.keys(), ...Object.keys(files)]);
    for (const [name, bytes] of Object.entries(files)) {
      this.#files.set(normalPath(name), bytes);
      for (const listener of this.#listeners) listener(normalPath(name), bytes);
    }
  }

  read(name: string): Uint8Array | undefined {
    return this.#files.get(normalPath(name));
  }

  names(): string[] {
    return [...this.#files.keys()];
  }

  /** Calls the listener for each file, present and future. */
  mirror(listener: (name: string, bytes: Uint8Array) => void): void {
    for (const [name, bytes] of this.#files) listener(name, bytes);
    this.#listeners.add(listener);
  }
}
