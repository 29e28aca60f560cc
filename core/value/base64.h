#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shardbook {

void append_base64(std::string& out, std::string_view bytes);
std::string to_base64(std::string_view bytes);
/// Strict: canonical alphabet and padding. Returns nullopt if malformed.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace shardbook
