import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const PAUSE_MS = 50;

/**
 * A file that says which process uses another file: its id and, where /proc tells, when it started, since ids are used again. A lock left
 * by a process that was killed doesn't count; nor does one of another machine or container, whose processes can't be seen.
 */
export class DataLock {
  readonly #path: string;
  readonly #owner: string;

  private constructor(path: string, owner: string) {
    this.#path = path;
    this.#owner = owner;
  }

  /** Throws if a living process has the lock. */
  static async take(path: string): Promise<DataLock> {
    const lock = new DataLock(path, ownerOf(process.pid));
    if (lock.#create()) return lock;
    await pause(PAUSE_MS); // it may be new and about to be written
    const owner = readOwner(path);
    if (isAlive(owner)) throw inUse(owner);
    rmSync(path, { force: true });
    if (lock.#create()) await pause(PAUSE_MS); // whoever judged the old lock at the same time may have removed ours
    if (readOwner(path) !== lock.#owner) throw inUse(readOwner(path));
    return lock;
  }

  /** Harmless if done twice. */
  release(): void {
    if (readOwner(this.#path) === this.#owner) rmSync(this.#path, { force: true });
  }

  #create(): boolean {
    try {
      writeFileSync(this.#path, this.#owner, { flag: "wx" });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  }
}

function inUse(owner: string): Error {
  return new Error(`it is in use by another endpoint, process ${owner.split(" ")[0]}`);
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function isAlive(owner: string): boolean {
  const pid = Number(owner.split(" ")[0]);
  return Number.isSafeInteger(pid) && pid > 0 && exists(pid) && ownerOf(pid) === owner;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function ownerOf(pid: number): string {
  return `${pid} ${startOf(pid)}`;
}

/** In clock ticks since the machine started, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; "" where there is no /proc. */
function startOf(pid: number): string {
  try {
    const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/^.*\) /s);
    return fields.startsWith("Z") ? "ended" : (fields.split(" ")[19] ?? "");
  } catch {
    return "";
  }
}
