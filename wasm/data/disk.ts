import { randomInt } from "node:crypto";
import fs from "node:fs";
import { basename, dirname } from "node:path";

/** A file open for reading and writing. All of these throw the system's errors. */
export interface OpenFile {
  size(): number;
  /** Fills the buffer from the position; returns how much there was. */
  read(buffer: Uint8Array, position: number): number;
  /** Returns how much was written, which may be less than asked for. */
  write(bytes: Uint8Array, position: number): number;
  truncate(size: number): void;
  /** When this is done, the contents stay even if the power fails. */
  sync(): void;
  /** The same without blocking. */
  syncLater(): Promise<void>;
  close(): void;
}

/** The system calls that a data file needs: Node's, or a test's that fail, crash and lose power. */
export interface Disk {
  exists(path: string): boolean;
  /** The names in the folder. */
  list(folder: string): string[];
  read(path: string): Uint8Array;
  /** Creates a file that must not exist. */
  create(path: string): OpenFile;
  open(path: string): OpenFile;
  mode(path: string): number;
  setMode(path: string, mode: number): void;
  rename(from: string, to: string): void;
  /** Nothing happens if there is no such file. */
  remove(path: string): void;
  /** Makes creations, renamings and removals in the folder last. */
  syncFolder(folder: string): void;
}

export const nodeDisk: Disk = {
  exists: fs.existsSync,
  list: (folder) => fs.readdirSync(folder),
  read: (path) => fs.readFileSync(path),
  create: (path) => new NodeFile(fs.openSync(path, "wx+")),
  open: (path) => new NodeFile(fs.openSync(path, "r+")),
  mode: (path) => fs.statSync(path).mode & 0o7777,
  setMode: fs.chmodSync,
  rename: fs.renameSync,
  remove: (path) => fs.rmSync(path, { force: true }),
  syncFolder(folder) {
    if (process.platform === "win32") return; // folders can't be opened there
    const descriptor = fs.openSync(folder, "r");
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  },
};

class NodeFile implements OpenFile {
  readonly #descriptor: number;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  size(): number {
    return fs.fstatSync(this.#descriptor).size;
  }

  read(buffer: Uint8Array, position: number): number {
    return fs.readSync(this.#descriptor, buffer, 0, buffer.length, position);
  }

  write(bytes: Uint8Array, position: number): number {
    return fs.writeSync(this.#descriptor, bytes, 0, bytes.length, position);
  }

  truncate(size: number): void {
    fs.ftruncateSync(this.#descriptor, size);
  }

  sync(): void {
    fs.fdatasyncSync(this.#descriptor);
  }

  syncLater(): Promise<void> {
    return new Promise((resolve, reject) => fs.fdatasync(this.#descriptor, (error) => (error ? reject(error) : resolve())));
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }
}

export function withFile<T>(disk: Disk, path: string, use: (file: OpenFile) => T): T {
  const file = disk.open(path);
  try {
    return use(file);
  } finally {
    file.close();
  }
}

export const sizeOf = (disk: Disk, path: string): number => withFile(disk, path, (file) => file.size());

/** Writes all of the bytes. Returns the position after them. */
export function writeFully(file: OpenFile, bytes: Uint8Array, position: number): number {
  let done = 0;
  while (done < bytes.length) {
    const written = file.write(bytes.subarray(done), position + done);
    if (written === 0) throw new Error("nothing could be written");
    done += written;
  }
  return position + done;
}

/**
 * Puts a file with these contents in the place of `path`, all at once: whatever happens, there is the old file or the new one. It gets the
 * permissions of the file `like`, if that exists. When this is done, it stays done even if the power fails.
 */
export function replaceFile(disk: Disk, path: string, contents: Iterable<Uint8Array>, like: string): void {
  const beside = `${path}.${randomInt(2 ** 32).toString(16)}.tmp`;
  try {
    const file = disk.create(beside);
    try {
      if (disk.exists(like)) disk.setMode(beside, disk.mode(like)); // whatever the umask
      let end = 0;
      for (const chunk of contents) end = writeFully(file, chunk, end);
      file.sync();
    } finally {
      file.close();
    }
    disk.rename(beside, path);
  } catch (error) {
    disk.remove(beside);
    throw error;
  }
  disk.syncFolder(dirname(path));
}

const TEMPORARY = /^(\.journal-\d+)?\.[\da-f]{1,8}\.tmp$/;

/** Removes what a process has left that was killed while it replaced the file or a segment of its journal. */
export function removeLeftOver(disk: Disk, path: string): void {
  const name = basename(path);
  for (const other of disk.list(dirname(path))) {
    if (other.startsWith(name) && TEMPORARY.test(other.slice(name.length))) disk.remove(`${dirname(path)}/${other}`);
  }
}
