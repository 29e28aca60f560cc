#include "fuzz/fuzzed_engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static shardbook::FuzzedEngine engine;
  engine.take_expression({reinterpret_cast<const char*>(data), size});
  return 0;
}
