#pragma once

#include <optional>
#include <string_view>

#include "state/state.h"

namespace shardbook {

/// Checks of what is read from a checkpoint. A checksum says that a file is as it was written, not that it was written by an engine: these
/// make sure that whatever passes is safe to work with.

/// Returns nullopt unless the text is the canonical JSON of an item.
std::optional<Item> item_from_json(std::string_view json);

/// Returns whether the parts of the state fit together as the operations rely on: each item is where its key says, partitions cover all
/// hashes, streams have an open shard for each partition of their table, planned work is for what exists.
bool is_sound(const State& state);

}  // namespace shardbook
