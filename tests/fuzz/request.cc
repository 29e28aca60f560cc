#include "fuzz/fuzzed_engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static shardbook::FuzzedEngine engine;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!text.empty()) engine.take_request(data[0], text.substr(1));
  return 0;
}
