import { checkFileNames } from "../model/file-names.ts";

/** The files beside the notebook: one set for both languages. */
export class WorkingDirectory {
  #files = new Map<string, Uint8Array>();
  #listeners = new Set<(name: string, bytes: Uint8Array) => void>();

  /** Throws, changing nothing, if one has no place beside the others. */
  write(files: Record<string, Uint8Array>): void {
    checkFileNames([...this.#files.keys(), ...Object.keys(files)]);
    for (const [name, bytes] of Object.entries(files)) {
      this.#files.set(normalize(name), bytes);
      for (const listener of this.#listeners) listener(normalize(name), bytes);
    }
  }

  read(name: string): Uint8Array | undefined {
    return this.#files.get(normalize(name));
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

/** Normalizes "./data/../books.json" to "books.json"; there is nothing above the working directory. */
function normalize(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
