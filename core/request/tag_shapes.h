#pragma once

#include "protocol/shape.h"

namespace shardbook {

struct Tag {
  std::optional<std::string> key;
  std::optional<std::string> value;
};

namespace shape {

inline constexpr Shape kTagKey = string(1, 128);
inline constexpr Shape kTagValue = string(0, 256);
inline constexpr Member tag_members[] = {
    required<&Tag::key>("Key", kTagKey),
    required<&Tag::value>("Value", kTagValue),
};
inline constexpr Shape kTag = structure("Tag", tag_members);
inline constexpr Shape kTags = list<Tag>(kTag);
inline constexpr Shape kTagKeys = list<std::string>(kTagKey);

}  // namespace shape

}  // namespace shardbook
