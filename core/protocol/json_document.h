#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace shardbook {

/// A parsed JSON document, for rare texts other than requests.
using JsonDocument = nlohmann::json;

/// Returns nullopt if the text is not JSON or is nested too deeply.
std::optional<JsonDocument> json_document(std::string_view text);

}  // namespace shardbook
