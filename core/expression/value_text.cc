#include "expression/value_text.h"

#include "value/utf8.h"

namespace shardbook {

std::string to_text(const AttributeValue& scalar) {
  std::string text;
  if (scalar.s() != nullptr) text = *scalar.s();
  if (scalar.n() != nullptr) text = scalar.n()->text();
  if (scalar.b() != nullptr) text = as_utf8(scalar.b()->bytes);
  return "AttributeValue: {" + std::string(name_of(scalar.type())) + ":" + text + "}";
}

}  // namespace shardbook
