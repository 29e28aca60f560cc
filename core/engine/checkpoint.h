#pragma once

#include <string>
#include <string_view>

#include "state/state.h"

namespace shardbook {

/// Serializes the state: "SHARDBOOK", a format version, the members of the state in the order checkpoint.cc lists them, and a checksum.
/// Index entries are left out and rebuilt on reading. Integers are 8 bytes, little-endian; a string is its length followed by its bytes.
std::string checkpoint_of(const State& state);

/// Returns false and leaves `state` alone unless the bytes are a complete checkpoint of this version.
bool read_checkpoint(std::string_view bytes, State& state);

}  // namespace shardbook
