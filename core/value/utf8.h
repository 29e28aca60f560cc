#pragma once

#include <string>
#include <string_view>

namespace shardbook {

/// Returns whether the bytes are well-formed UTF-8: The Unicode Standard, table 3-7.
bool is_utf8(std::string_view bytes);

/// Returns the bytes with U+FFFD in place of each one that is not part of well-formed UTF-8.
std::string as_utf8(std::string_view bytes);

}  // namespace shardbook
