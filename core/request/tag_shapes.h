#pragma once

#include "protocol/shape.h"

namespace shardbook {

struct Tag {
  std::optional<std::string> key;
  std::optional<std::string> value;
};

namespace shape {

/// Tags are checked in definition/tags.h, because their errors are worded differently.
inline constexpr Shape kTagText = string();
inline constexpr Member tag_members[] = {
    member<&Tag::key>("Key", kTagText),
    member<&Tag::value>("Value", kTagText),
};
inline constexpr Shape kTag = structure("Tag", tag_members);
inline constexpr Shape kTags = list<Tag>(kTag);
inline constexpr Shape kTagKeys = list<std::string>(kTagText);

}  // namespace shape

}  // namespace shardbook
