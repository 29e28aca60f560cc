#pragma once

#include "shardbook/bytes.h"
#include "state/state.h"

namespace shardbook {

/// Serializes the state: "SHARDBOOK", a format version, the members of the state in the order checkpoint.cc lists them, and a checksum.
/// Index entries are left out and rebuilt on reading. Integers are 8 bytes, little-endian; a string is its length followed by its bytes.
void write_checkpoint(const State& state, ByteSink& sink);

/// Returns false and leaves `state` alone unless the source is a complete checkpoint of this version whose state is sound: see soundness.h.
bool read_checkpoint(ByteSource& source, State& state);

}  // namespace shardbook
