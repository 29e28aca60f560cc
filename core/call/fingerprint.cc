#include "call/fingerprint.h"

#include <string>

#include "value/attribute_json.h"
#include "value/name_order.h"

namespace shardbook {

void Fingerprint::add(const AttributeMap& attributes) {
  add(std::to_string(attributes.size()));
  const NameOrder sorted(attributes);
  for (const auto& [name, place] : sorted.entries()) {
    add(name);
    add(attributes[place].value);
  }
}

void Fingerprint::add(const AttributeValue& value) {
  add(name_of(value.type()));
  if (const auto* map = value.m()) {
    add(*map);
  } else if (const auto* list = value.l()) {
    add(std::to_string(list->size()));
    for (const AttributeValue& element : *list) add(element);
  } else {
    add(to_json(value));
  }
}

}  // namespace shardbook
