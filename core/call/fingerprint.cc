#include "call/fingerprint.h"

#include <algorithm>
#include <string>
#include <vector>

#include "value/attribute_json.h"

namespace shardbook {

void Fingerprint::add(const AttributeMap& attributes) {
  std::vector<const Attribute*> sorted;
  for (const Attribute& attribute : attributes) sorted.push_back(&attribute);
  std::sort(sorted.begin(), sorted.end(), [](const Attribute* a, const Attribute* b) { return a->name < b->name; });
  add(std::to_string(sorted.size()));
  for (const Attribute* attribute : sorted) {
    add(attribute->name);
    add(attribute->value);
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
