import { dirname } from "node:path";
import type { Disk, OpenFile } from "../../wasm/data/disk.ts";

type Change = { at: number; bytes: Uint8Array } | { truncate: number };

/** What a file holds: what is on the disk, and the changes since that the system has. */
class Inode {
  lasting: Uint8Array = new Uint8Array();
  current: Uint8Array = new Uint8Array();
  pending: Change[] = [];
  settled = 0;
  mode = 0o644;

  copy(): Inode {
    return Object.assign(new Inode(), this, { pending: [...this.pending] });
  }

  /** How many changes there have been. */
  get changes(): number {
    return this.settled + this.pending.length;
  }

  change(change: Change): void {
    this.current = changed(this.current, change);
    this.pending.push(change);
  }

  /** The changes up to the one with this number reach the disk. */
  settle(upTo: number): void {
    const settling = this.pending.splice(0, Math.max(0, upTo - this.settled));
    for (const change of settling) this.lasting = changed(this.lasting, change);
    this.settled += settling.length;
  }
}

function changed(data: Uint8Array, change: Change): Uint8Array {
  if ("truncate" in change) return data.slice(0, change.truncate);
  const next = new Uint8Array(Math.max(data.length, change.at + change.bytes.length));
  next.set(data);
  next.set(change.bytes, change.at);
  return next;
}

export type Kind = "create" | "open" | "write" | "truncate" | "sync" | "rename" | "remove" | "syncFolder" | "setMode";

/** An operation fails, or a write writes less than it should. */
export type Fault = { error: Error } | { written: number };

const SECTOR = 512;

/** A disk in memory whose operations can fail, whose machine can stop after any of them, and that forgets what was not synced. */
export class SimulatedDisk implements Disk {
  #names = new Map<string, Inode>();
  #lastingNames = new Map<string, Inode>();
  #pendingNames: ((names: Map<string, Inode>) => void)[] = [];
  /** How many operations there have been that change something. */
  operations = 0;
  /** The size of the write under way. */
  writing = 0;
  /** Says what goes wrong with an operation. */
  inject: (kind: Kind, number: number, path: string) => Fault | undefined = () => undefined;
  /** How many more bytes can be written before the process is killed. */
  bytesLeft = Number.POSITIVE_INFINITY;
  /** Nothing happens any more. */
  dead = false;

  /** Before an operation. Returns how much a write may write. */
  do(kind: Kind, path: string, bytes = 0): number {
    this.writing = bytes;
    if (this.dead) throw new Error("The process has been killed");
    const fault = this.inject(kind, this.operations++, path);
    if (fault !== undefined && "error" in fault) throw fault.error;
    return fault?.written ?? bytes;
  }

  exists(path: string): boolean {
    return this.#names.has(path);
  }

  list(folder: string): string[] {
    return [...this.#names.keys()].filter((path) => dirname(path) === folder).map((path) => path.slice(folder.length + 1));
  }

  read(path: string): Uint8Array {
    return this.#inode(path).current;
  }

  /** Puts a file there that was there before. */
  put(path: string, bytes: Uint8Array): void {
    const inode = new Inode();
    inode.current = inode.lasting = bytes;
    this.#names.set(path, inode);
    this.#lastingNames.set(path, inode);
  }

  create(path: string): OpenFile {
    this.do("create", path);
    if (this.#names.has(path)) throw systemError("EEXIST");
    const inode = new Inode();
    this.#rename((names) => names.set(path, inode));
    return new SimulatedFile(this, path, inode);
  }

  open(path: string): OpenFile {
    return new SimulatedFile(this, path, this.#inode(path));
  }

  mode(path: string): number {
    return this.#inode(path).mode;
  }

  setMode(path: string, mode: number): void {
    this.do("setMode", path);
    this.#inode(path).mode = mode;
  }

  rename(from: string, to: string): void {
    this.do("rename", to);
    const inode = this.#inode(from);
    this.#rename((names) => {
      names.delete(from);
      names.set(to, inode);
    });
  }

  remove(path: string): void {
    this.do("remove", path);
    this.#rename((names) => names.delete(path));
  }

  syncFolder(folder: string): void {
    this.do("syncFolder", folder);
    this.#lastingNames = new Map(this.#names);
    this.#pendingNames = [];
  }

  /** What a restarted process finds: the system has not forgotten what was not synced. */
  afterKill(): SimulatedDisk {
    const disk = new SimulatedDisk();
    const copies = new Map<Inode, Inode>();
    const copy = (inode: Inode) => {
      const known = copies.get(inode) ?? inode.copy();
      copies.set(inode, known);
      return known;
    };
    for (const [path, inode] of this.#names) disk.#names.set(path, copy(inode));
    for (const [path, inode] of this.#lastingNames) disk.#lastingNames.set(path, copy(inode));
    const names = new Map(disk.#names);
    disk.#pendingNames = this.#pendingNames.length === 0 ? [] : [(lasting) => replace(lasting, names)];
    return disk;
  }

  /** What a restarted machine finds: of what was not synced, any sectors and any changes of names. */
  afterPowerCut(random: () => number): SimulatedDisk {
    const luck = random();
    const names = new Map(this.#lastingNames);
    for (const change of this.#pendingNames) if (random() < luck) change(names);
    const disk = new SimulatedDisk();
    for (const [path, inode] of names) disk.put(path, survivor(inode, random));
    return disk;
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw systemError("ENOENT");
    return inode;
  }

  #rename(change: (names: Map<string, Inode>) => void): void {
    change(this.#names);
    this.#pendingNames.push(change);
  }
}

function replace<K, V>(map: Map<K, V>, by: Map<K, V>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}

function survivor({ lasting, pending }: Inode, random: () => number): Uint8Array {
  const luck = random();
  let data = lasting;
  for (const change of pending) {
    if ("truncate" in change) {
      if (random() < luck) data = changed(data, change);
      continue;
    }
    for (let from = 0; from < change.bytes.length; ) {
      const at = change.at + from;
      const sector = change.bytes.subarray(from, from + SECTOR - (at % SECTOR));
      if (random() < luck) data = changed(data, { at, bytes: sector });
      from += sector.length;
    }
  }
  return data;
}

class SimulatedFile implements OpenFile {
  readonly #disk: SimulatedDisk;
  readonly #path: string;
  readonly #inode: Inode;
  #closed = false;

  constructor(disk: SimulatedDisk, path: string, inode: Inode) {
    this.#disk = disk;
    this.#path = path;
    this.#inode = inode;
  }

  size(): number {
    return this.#inode.current.length;
  }

  read(buffer: Uint8Array, position: number): number {
    const part = this.#inode.current.subarray(position, position + buffer.length);
    buffer.set(part);
    return part.length;
  }

  write(bytes: Uint8Array, position: number): number {
    const allowed = this.#do("write", bytes.length);
    const written = Math.min(allowed, bytes.length, this.#disk.bytesLeft);
    this.#inode.change({ at: position, bytes: bytes.slice(0, written) });
    this.#disk.bytesLeft -= written;
    if (this.#disk.bytesLeft === 0) {
      this.#disk.dead = true;
      throw new Error("The process is killed");
    }
    return written;
  }

  truncate(size: number): void {
    this.#do("truncate");
    this.#inode.change({ truncate: size });
  }

  sync(): void {
    this.#do("sync");
    this.#inode.settle(this.#inode.changes);
  }

  async syncLater(): Promise<void> {
    this.#do("sync");
    const { changes } = this.#inode;
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#disk.dead) throw new Error("The process has been killed");
    this.#inode.settle(changes);
  }

  close(): void {
    if (this.#closed) throw systemError("EBADF");
    this.#closed = true;
  }

  #do(kind: Kind, bytes = 0): number {
    if (this.#closed) throw systemError("EBADF");
    return this.#disk.do(kind, this.#path, bytes);
  }
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}
