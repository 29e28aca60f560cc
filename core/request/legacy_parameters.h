#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "error/result.h"
#include "expression/projection.h"

namespace shardbook {

/// The parameters that expressions have replaced, and those that have replaced them: never both in one request.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html

struct GivenParameter {
  const char* name;
  bool given;
};
/// Parameters in the order in which the fault prints them.
Status check_not_mixed(std::initializer_list<GivenParameter> legacy, std::initializer_list<GivenParameter> expressions);

/// AttributesToGet: top-level attributes, each at most once.
Result<std::optional<Projection>> attributes_to_get(const std::optional<std::vector<std::string>>& names);

/// A path to the top-level attribute of that very name, whatever characters it has.
Path path_to(const std::string& attribute);

}  // namespace shardbook
