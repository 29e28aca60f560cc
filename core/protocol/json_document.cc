#include "protocol/json_document.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace shardbook {

namespace {

/// Documents are traversed and destroyed recursively, and a browser's stack is small.
constexpr std::size_t kDeepest = 32;

/// Builds a document from the parser's events. Its members are named by nlohmann_json, and stop the parser by returning false.
class Builder {
 public:
  JsonDocument document;

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) { return add(value); }
  bool number_float(double value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(JsonDocument::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonDocument::value_t::object); }
  bool start_array(std::size_t) { return open(JsonDocument::value_t::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const JsonDocument::exception&) { return false; }

 private:
  JsonDocument& place() {
    if (open_.empty()) return document;
    if (auto* array = open_.back()->get_ptr<JsonDocument::array_t*>()) return array->emplace_back();
    return (*open_.back()->get_ptr<JsonDocument::object_t*>())[key_];
  }

  bool add(JsonDocument value) {
    place() = std::move(value);
    return true;
  }

  bool open(JsonDocument::value_t type) {
    if (open_.size() == kDeepest) return false;
    JsonDocument& opened = place();
    opened = JsonDocument(type);
    open_.push_back(&opened);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<JsonDocument*> open_;
  std::string key_;
};

}  // namespace

std::optional<JsonDocument> json_document(std::string_view text) {
  Builder builder;
  if (!JsonDocument::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return std::move(builder.document);
}

}  // namespace shardbook
