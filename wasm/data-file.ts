import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, realpath, rename, rm } from "node:fs/promises";
import type { Engine } from "./engine.ts";

type Stored = Pick<Engine, "export" | "import" | "inspect">;

/** Keeps an engine's state in a file. At any moment the file holds one complete state, never a mixture of two. */
export class DataFile {
  #path: string;
  #engine: Stored;
  #mutating: Set<string>;
  #changed = false;
  #saving: Promise<void> = Promise.resolve();

  private constructor(path: string, engine: Stored) {
    this.#path = path;
    this.#engine = engine;
    this.#mutating = mutatingTargets(engine);
  }

  /** Loads the file into the engine, or creates it if it doesn't exist. Throws if that fails, leaving an existing file untouched. */
  static async open(path: string, engine: Stored): Promise<DataFile> {
    if (!existsSync(path)) {
      const file = new DataFile(path, engine);
      file.#changed = true;
      await file.save();
      return file;
    }
    const bytes = await readFile(path);
    try {
      engine.import(bytes);
    } catch {
      throw new Error("it is damaged, or not a data file of this version of Shardbook. It was left as it is");
    }
    return new DataFile(await realpath(path), engine);
  }

  /** Notes that a call may have changed the state. */
  onCall(target: string, status: number): void {
    if (status === 200 && this.#mutating.has(target)) this.#changed = true;
  }

  /** Writes the state if it has changed since the last write. Writes never overlap. */
  save(): Promise<void> {
    this.#saving = this.#saving.catch(() => {}).then(() => this.#write());
    return this.#saving;
  }

  async #write(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    try {
      await writeWhole(this.#path, this.#engine.export());
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }
}

/** Returns the X-Amz-Target of each operation that may change the state. */
function mutatingTargets(engine: Stored): Set<string> {
  const mutating = engine.inspect({ kind: "operations" }).operations.filter(({ mutates }) => mutates);
  return new Set(mutating.map(({ service, name }) => `${service}.${name}`));
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomInt(2 ** 32).toString(16)}.tmp`;
  try {
    const file = await open(beside, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
