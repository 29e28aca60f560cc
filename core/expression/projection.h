#pragma once

#include <string_view>
#include <vector>

#include "error/result.h"
#include "expression/path.h"
#include "expression/placeholders.h"
#include "value/item.h"

namespace shardbook {

/// A ProjectionExpression with placeholders replaced.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
struct Projection {
  std::vector<Path> list;

  std::vector<const Path*> paths() const;
};

Result<Projection> parse_projection(std::string_view text, Placeholders& placeholders);

/// Returns the parts of `item` at the projection's paths, without decoding other attributes. List elements are closed up.
AttributeMap project(const Projection& projection, const Item& item);

}  // namespace shardbook
