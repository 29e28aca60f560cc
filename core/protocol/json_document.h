#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace shardbook {

/// A JSON text as a document, for what is rare and not a request.
using JsonDocument = nlohmann::json;

/// Returns nothing if the text is not JSON or is nested too deeply.
std::optional<JsonDocument> json_document(std::string_view text);

}  // namespace shardbook
