#pragma once

#include <string_view>

namespace shardbook {

/// Returns whether `word`, in any case, is one of the 573 that cannot be used as attribute names in expressions.
bool is_reserved_word(std::string_view word);

}  // namespace shardbook
