#pragma once

#include "expression/update.h"

namespace shardbook {

/// An update as parsed, with placeholders unresolved.
struct ParsedUpdate {
  Update update;
  /// A section that occurs more than once, as in "SET"; empty if none does.
  std::string_view repeated_section;
  bool redundant_parentheses = false;
};

Result<ParsedUpdate> parse_update_text(std::string_view text);

}  // namespace shardbook
