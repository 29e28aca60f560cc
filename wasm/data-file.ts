import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, realpath, rename, rm } from "node:fs/promises";
import type { Engine } from "./engine.ts";

type Stored = Pick<Engine, "export" | "import">;

/** Keeps an engine's state in a file, which is at each moment the whole of an earlier state or of a later one. */
export class DataFile {
  #path: string;
  #engine: Stored;
  #changed = false;
  #saving: Promise<void> = Promise.resolve();

  private constructor(path: string, engine: Stored) {
    this.#path = path;
    this.#engine = engine;
  }

  /** Reads the file into the engine, or makes it if there is none. Throws if that cannot be; a file that is there is left as it is. */
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

  /** Notes a call that may have changed the state. */
  onCall(target: string, status: number): void {
    if (status === 200 && mutates(target)) this.#changed = true;
  }

  /** Writes the state if it has changed since it was last written; one after the other. */
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

/** Whether the operation may change the state, by its X-Amz-Target. */
export function mutates(target: string): boolean {
  return !/\.(Get|BatchGet|TransactGet|Query|Scan|List|Describe)\w*$/.test(target);
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
