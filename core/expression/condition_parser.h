#pragma once

#include "expression/parser.h"

namespace shardbook {

/// A condition as parsed, with placeholders unresolved.
struct ParsedCondition {
  ConditionNode root;
  bool redundant_parentheses = false;
};

Result<ParsedCondition> parse_condition_text(std::string_view text);

}  // namespace shardbook
