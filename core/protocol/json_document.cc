#include "protocol/json_document.h"

namespace shardbook {

bool DocumentBuilder::add(JsonDocument value) {
  place() = std::move(value);
  return true;
}

bool DocumentBuilder::open(JsonDocument::value_t type) {
  JsonDocument& opened = place();
  opened = JsonDocument(type);
  open_.push_back(&opened);
  return true;
}

bool DocumentBuilder::close() {
  open_.pop_back();
  return true;
}

JsonDocument& DocumentBuilder::place() {
  if (open_.empty()) return document_;
  if (auto* array = open_.back()->get_ptr<JsonDocument::array_t*>()) return array->emplace_back();
  return (*open_.back()->get_ptr<JsonDocument::object_t*>())[key_];
}

}  // namespace shardbook
