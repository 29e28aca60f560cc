#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "state/state.h"

namespace shardbook {

/// A query about the state; see InspectQuery in wasm/events.ts.
struct InspectQuery {
  enum class Kind : std::uint8_t { tables, streams, items, operations, scheduled };
  Kind kind = Kind::tables;
  /// The number of a held snapshot; nullopt for the current state.
  std::optional<std::uint32_t> at;
  std::string region;
  std::string table;
  /// The index to list rows of; empty for the table itself.
  std::string index;
  std::uint64_t offset = 0;
  std::uint64_t limit = 0;
};

/// Returns nullopt if the JSON is not a valid query.
std::optional<InspectQuery> inspect_query_from_json(std::string_view json);

std::string inspect(const State& state, const InspectQuery& query);

}  // namespace shardbook
