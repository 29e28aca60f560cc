#pragma once

#include "expression/update.h"

namespace shardbook {

/// An update as parsed, nothing resolved.
struct ParsedUpdate {
  Update update;
  /// A section that stands more than once: "SET"; empty if none does.
  std::string_view repeated_section;
  bool redundant_parentheses = false;
};

Result<ParsedUpdate> parse_update_text(std::string_view text);

}  // namespace shardbook
