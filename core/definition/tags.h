#pragma once

#include <string>
#include <vector>

#include "call/context.h"
#include "error/result.h"
#include "request/tag_shapes.h"
#include "storage/table.h"

namespace shardbook {

/// Tags: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html

/// Checks that tags may be added to a resource that has `present` ones: all valid, no duplicate keys, not too many in total.
Status check_tags(const std::vector<Tag>& tags, const TagValues& present);
void put_tags(TagValues& present, const std::vector<Tag>& tags);

Status check_tag_keys(const std::vector<std::string>& keys);

/// Replaces a table's tags, unless that is a change and another one was made just before.
Status change_tags(const Context& context, Table& table, const TagValues& wanted);
/// Returns whether a change of the tags has yet to show.
bool are_settling(const Context& context, const Tags& tags);
const TagValues& shown_tags(const Context& context, const Tags& tags);

}  // namespace shardbook
