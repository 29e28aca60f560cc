// Imports of the engine: an export leaves in pieces and an import arrives in pieces, through whatever wasm/load.ts has put in the module.
mergeInto(LibraryManager.library, {
  // biome-ignore lint/complexity/useArrowFunction: Emscripten 3.1.6 knows no arrows here
  engine_write_piece: function (at, size) {
    Module.writePiece(at, size);
  },
  // biome-ignore lint/complexity/useArrowFunction: as above
  engine_read_piece: function (to, most) {
    return Module.readPiece(to, most);
  },
});
