/**
 * Flags that a worker reads without returning to its event loop, while another thread lowers them. A flag is a blob URL, which every
 * thread of the origin can revoke: that works without cross-origin isolation, but a content security policy must allow `connect-src blob:`.
 */

// Cells share the kernel's global scope and may replace these.
const { createObjectURL, revokeObjectURL } = URL;
const Request = globalThis.XMLHttpRequest;
const { wait } = Atomics;

/** Returns a raised flag. It falls with the worker that made it, too. */
export function raiseFlag(): string {
  return createObjectURL(new Blob());
}

export function lowerFlag(flag: string): void {
  revokeObjectURL(flag);
}

/** False also where flags do not work. */
export function isRaised(flag: string): boolean {
  const request = new Request();
  try {
    request.open("GET", flag, false);
    request.send();
    return request.status === 200;
  } catch {
    return false;
  }
}

let sleeper: Int32Array | undefined;

/** Blocks the worker. The memory is shared with nobody; only such memory can be waited for. */
export function pause(ms: number): void {
  sleeper ??= new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
  wait(sleeper, 0, 0, ms);
}
