#pragma once

#include <string>
#include <string_view>

#include "state/state.h"

namespace shardbook {

/// The whole state as bytes: "SHARDBOOK", a format version, the state's members in the order that checkpoint.cc lists them, and a checksum.
/// Entries of indexes are left out and made again. Integers are 8 bytes, little-endian; a text is its length and its bytes.
std::string checkpoint_of(const State& state);

/// False, and `state` left alone, if the bytes are not a whole checkpoint of this version.
bool read_checkpoint(std::string_view bytes, State& state);

}  // namespace shardbook
