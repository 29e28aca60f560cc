#include <cstdlib>

#include "fuzz/exercise.h"
#include "value/fnv1a.h"

/// The input is a checkpoint without its checksum, so that damage gets past it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  shardbook::Fnv1a checksum;
  checksum.add(bytes);
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(checksum.value() >> shift & 0xff);
  shardbook::Engine engine;
  if (engine.import_state(bytes) && !shardbook::Exercise(engine, 1'700'000'000'000).run()) std::abort();
  return 0;
}
