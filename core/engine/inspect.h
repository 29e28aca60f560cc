#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "state/state.h"

namespace shardbook {

/// A question about the state: InspectQuery in wasm/events.ts.
struct InspectQuery {
  enum class Kind : std::uint8_t { tables, streams, items, operations };
  Kind kind = Kind::tables;
  /// A held snapshot's number; the present without it.
  std::optional<std::uint32_t> at;
  std::string region;
  std::string table;
  /// Of an index's rows; empty: the table's.
  std::string index;
  std::uint64_t offset = 0;
  std::uint64_t limit = 0;
};

/// Nothing if the JSON is no such question.
std::optional<InspectQuery> inspect_query_from_json(std::string_view json);

std::string inspect(const State& state, const InspectQuery& query);

}  // namespace shardbook
