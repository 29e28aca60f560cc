import type { PyodideConfig, PyodideInterface } from "pyodide";
import type { PyodideLoader } from "./host.ts";

const PAGE = 65_536;

/**
 * Starts Pyodide from a memory snapshot. The memory must have the snapshot's size before Pyodide copies it in, which Pyodide doesn't
 * ensure, so memories are grown as they are instantiated.
 */
export async function loadFromSnapshot(loader: PyodideLoader, config: PyodideConfig, snapshot: Uint8Array): Promise<PyodideInterface> {
  const heap = snapshot.byteLength - heapOffset(snapshot);
  const { instantiate, instantiateStreaming } = WebAssembly;
  const growing = <Args extends unknown[], T>(original: (...args: Args) => Promise<T>) => {
    return async (...args: Args) => grow(await original.apply(WebAssembly, args), heap);
  };
  WebAssembly.instantiate = growing(instantiate as (...args: unknown[]) => Promise<unknown>) as typeof instantiate;
  if (instantiateStreaming) WebAssembly.instantiateStreaming = growing(instantiateStreaming);
  try {
    return await loader.loadPyodide({ ...config, _loadSnapshot: snapshot });
  } finally {
    WebAssembly.instantiate = instantiate;
    if (instantiateStreaming) WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** Reads the second word of the header. */
function heapOffset(snapshot: Uint8Array): number {
  return new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
}

function grow<T>(result: T, size: number): T {
  const { exports } = result instanceof WebAssembly.Instance ? result : (result as WebAssembly.WebAssemblyInstantiatedSource).instance;
  const memory = exports.memory;
  if (memory instanceof WebAssembly.Memory && memory.buffer.byteLength < size) {
    memory.grow(Math.ceil((size - memory.buffer.byteLength) / PAGE));
  }
  return result;
}
