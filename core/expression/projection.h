#pragma once

#include <optional>
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
class Projection {
 public:
  explicit Projection(std::vector<Path> paths);
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;
  ~Projection();

  /// As written.
  std::vector<const Path*> paths() const;
  SortedPaths sorted_paths() const { return sorted_; }

  /// Returns the paths, as written, without such as start at an attribute that the item lacks if they would be the most.
  std::vector<const Path*> paths_into(const Item& item) const;
  /// Returns whether no earlier path starts at the same attribute.
  bool is_first(const Path* path) const { return repeated_[static_cast<std::size_t>(path - list_.data())] == 0; }

 private:
  std::vector<Path> list_;
  std::vector<const Path*> sorted_;
  std::vector<char> repeated_;  // whether an earlier path starts at the same attribute
};

/// Returns no paths if there is no projection.
std::vector<const Path*> paths_of(const std::optional<Projection>& projection);

Result<Projection> parse_projection(std::string_view text, Placeholders& placeholders);

/// Returns the parts of `item` at the projection's paths, without decoding other attributes. List elements are closed up.
AttributeMap project(const Projection& projection, const Item& item);

}  // namespace shardbook
