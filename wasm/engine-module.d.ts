/** Emscripten's output for binding.cc; load.ts knows its shape. */
declare module "#engine-module" {
  const createModule: unknown;
  export default createModule;
}
