#pragma once

#include "protocol/shape.h"

namespace shardbook {

struct ProjectionInput {
  std::optional<std::string> projection_type;
  std::optional<std::vector<std::string>> non_key_attributes;
};

namespace shape {

inline constexpr Shape kProjectionType = one_of("ALL, INCLUDE, KEYS_ONLY");
inline constexpr Shape kNonKeyAttribute = string(1, 255);
inline constexpr Shape kNonKeyAttributes = list<std::string>(kNonKeyAttribute, 1, 20);
inline constexpr Member projection_members[] = {
    member<&ProjectionInput::projection_type>("ProjectionType", kProjectionType),
    member<&ProjectionInput::non_key_attributes>("NonKeyAttributes", kNonKeyAttributes),
};
inline constexpr Shape kProjection = structure("Projection", projection_members);

}  // namespace shape

}  // namespace shardbook
