#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "error/result.h"
#include "expression/projection.h"

namespace shardbook {

/// Legacy parameters and the expressions that replace them, which cannot be used in the same request.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html

struct GivenParameter {
  const char* name;
  bool given;
};
/// Both lists are in the order in which the error prints them.
Status check_not_mixed(std::initializer_list<GivenParameter> legacy, std::initializer_list<GivenParameter> expressions);

/// Parses AttributesToGet: top-level attributes without duplicates.
Result<std::optional<Projection>> attributes_to_get(const std::optional<std::vector<std::string>>& names);

/// Returns a path to the top-level attribute with exactly that name, whatever characters it contains.
Path path_to(const std::string& attribute);

}  // namespace shardbook
