/** While a cell is awaited its timers are virtual; those of Node's own `fetch`, which uses the same globals, must stay Node's. */
export function keepTimersForNode(): void {
  for (const name of ["setTimeout", "setInterval"] as const) {
    const ofNode: unknown = globalThis[name];
    let current = ofNode;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => (isAskedByNode() ? ofNode : current),
      set: (timer) => {
        current = timer;
      },
    });
  }
}

/** By the frame below this function's and the getter's. */
function isAskedByNode(): boolean {
  return String(new Error().stack).split("\n")[3]?.includes("node:internal/") ?? false;
}
