import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DataLock } from "./data-lock.ts";
import type { Engine } from "./engine.ts";

type Stored = Pick<Engine, "export" | "import" | "inspect">;

/** Keeps an engine's state in a file. At any moment the file holds one complete state, never a mixture of two. */
export class DataFile {
  #path: string;
  #lock: DataLock;
  #engine: Stored;
  #mutating: Set<string>;
  #changed = false;
  #saving: Promise<void> = Promise.resolve();

  private constructor(path: string, lock: DataLock, engine: Stored) {
    this.#path = path;
    this.#lock = lock;
    this.#engine = engine;
    this.#mutating = mutatingTargets(engine);
  }

  /**
   * Loads the file into the engine, or creates it if it doesn't exist, and keeps other processes from doing so until it is closed. Throws
   * if that fails, leaving an existing file untouched.
   */
  static async open(name: string, engine: Stored): Promise<DataFile> {
    const path = existsSync(name) ? await realpath(name) : join(await realpath(dirname(name)), basename(name));
    const lock = await DataLock.take(`${path}.lock`);
    const file = new DataFile(path, lock, engine);
    try {
      await removeLeftOver(path);
      await file.#load();
      return file;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async #load(): Promise<void> {
    if (!existsSync(this.#path)) {
      this.#changed = true;
      return this.save();
    }
    const bytes = await readFile(this.#path);
    try {
      this.#engine.import(bytes);
    } catch {
      throw new Error("it is damaged, or not a data file of this version of Shardbook. It was left as it is");
    }
  }

  /** Lets other processes use the file. Does not save. */
  close(): void {
    this.#lock.release();
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

const TEMPORARY = /^\.[\da-f]{1,8}\.tmp$/;

/** Removes what a process that was killed while it wrote has left. */
async function removeLeftOver(path: string): Promise<void> {
  const name = basename(path);
  for (const other of await readdir(dirname(path))) {
    if (other.startsWith(name) && TEMPORARY.test(other.slice(name.length))) await rm(join(dirname(path), other), { force: true });
  }
}

/** Replaces the file's content, keeping its permissions. When this is done, it stays done even if the power fails. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomInt(2 ** 32).toString(16)}.tmp`;
  try {
    const mode = await modeOf(path);
    const file = await open(beside, "wx", mode);
    try {
      if (mode !== undefined) await file.chmod(mode); // whatever the umask
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
  await syncFolder(dirname(path));
}

async function modeOf(path: string): Promise<number | undefined> {
  return existsSync(path) ? (await stat(path)).mode & 0o7777 : undefined;
}

/** Makes a renaming last. Windows can't open folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
