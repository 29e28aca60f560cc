#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shardbook {

/// A parsed JSON document, for rare texts other than requests.
using JsonDocument = nlohmann::json;

/// Returns nullopt if the text is not JSON or is nested too deeply. Defined in read_request.cc, beside the parser.
std::optional<JsonDocument> json_document(std::string_view text);

/// Builds a document from a parser's events. Each returns true: the parser may go on.
class DocumentBuilder {
 public:
  bool add(JsonDocument value);
  bool open(JsonDocument::value_t type);
  bool close();
  bool key(std::string_view name) {
    key_ = name;
    return true;
  }

  JsonDocument finish() { return std::move(document_); }

 private:
  JsonDocument& place();

  JsonDocument document_;
  std::vector<JsonDocument*> open_;
  std::string key_;
};

}  // namespace shardbook
