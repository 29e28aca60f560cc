#pragma once

#include <string>
#include <vector>

#include "error/result.h"
#include "request/tag_shapes.h"
#include "storage/table.h"

namespace shardbook {

/// Tags may be put on a resource that has `present` ones: no reserved key, none twice, not too many.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
Status check_tags(const std::vector<Tag>& tags, const Tree<std::string>& present);
void put_tags(Tree<std::string>& present, const std::vector<Tag>& tags);

}  // namespace shardbook
