#pragma once

#include <string_view>

namespace shardbook {

/// One of the 573 words that cannot stand as an attribute name in an expression, in whatever case.
bool is_reserved_word(std::string_view word);

}  // namespace shardbook
