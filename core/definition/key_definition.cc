#include "definition/key_definition.h"

#include <algorithm>

namespace shardbook {

namespace {

constexpr std::size_t kMostTableKeys = 2;
constexpr std::ptrdiff_t kMostOfRole = 4;  // of a global index, HASH and RANGE alike

template <class Named>
std::string joined_names(const std::vector<Named>& list) {
  std::string out;
  for (const Named& named : list) out += (out.empty() ? "" : ", ") + *named.attribute_name;
  return out;
}

const AttributeDefinition* find_definition(const AttributeDefinitions& definitions, const std::string& name) {
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [&](const AttributeDefinition& definition) { return *definition.attribute_name == name; });
  return found == definitions.end() ? nullptr : &*found;
}

AttributeType type_of(const AttributeDefinition& definition) {
  if (definition.attribute_type == "S") return AttributeType::S;
  return definition.attribute_type == "N" ? AttributeType::N : AttributeType::B;
}

std::string java_text(const KeySchemaElements& keys) {
  std::string text;
  for (const KeySchemaElement& key : keys) {
    text += (text.empty() ? "" : ", ") + ("KeySchemaElement(attributeName=" + *key.attribute_name) + ", keyType=" + *key.key_type + ")";
  }
  return text;
}

Error invalid_schema(const std::string& text) { return validation_exception("Invalid KeySchema: " + text); }

}  // namespace

std::string names_of(const KeySchemaElements& keys) { return joined_names(keys); }
std::string names_of(const AttributeDefinitions& definitions) { return joined_names(definitions); }

Status check_defined(const KeySchemaElements& keys, const AttributeDefinitions& definitions) {
  for (const KeySchemaElement& key : keys) {
    if (find_definition(definitions, *key.attribute_name) != nullptr) continue;
    return validation_exception(
        "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [" +
        names_of(keys) + "], AttributeDefinitions: [" + names_of(definitions) + "]");
  }
  return {};
}

Status check_key_schema(const KeySchemaElements& keys) {
  if (keys.size() > kMostTableKeys) {
    return validation_exception("1 validation error detected: Value '[" + java_text(keys) +
                                "]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2");
  }
  if (keys.size() == 2 && keys[0].attribute_name == keys[1].attribute_name) {
    return validation_exception("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (keys[0].key_type != "HASH") return invalid_schema("The first KeySchemaElement is not a HASH key type");
  if (keys.size() == 2 && keys[1].key_type != "RANGE") return invalid_schema("The second KeySchemaElement is not a RANGE key type");
  return {};
}

Status check_global_key_schema(const KeySchemaElements& keys) {
  if (keys.size() == 2 && keys[0].attribute_name == keys[1].attribute_name) {
    return validation_exception("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (keys[0].key_type != "HASH") return invalid_schema("The first KeySchemaElement is not a HASH key type");
  const auto is_hash = [](const KeySchemaElement& key) { return key.key_type == "HASH"; };
  const auto first_range = std::find_if_not(keys.begin(), keys.end(), is_hash);
  if (std::any_of(first_range, keys.end(), is_hash)) return invalid_schema("All HASH key elements must come before the RANGE key elements");
  if (first_range - keys.begin() > kMostOfRole) return invalid_schema("There can be at most 4 HASH key elements");
  if (keys.end() - first_range > kMostOfRole) return invalid_schema("There can be at most 4 RANGE key elements");
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    const auto same = [&](const KeySchemaElement& other) { return other.attribute_name == key->attribute_name; };
    if (std::any_of(keys.begin(), key, same)) return invalid_schema("Attribute " + *key->attribute_name + " is used more than once");
  }
  return {};
}

std::vector<KeyAttribute> attributes_of(const AttributeDefinitions& definitions) {
  std::vector<KeyAttribute> attributes;
  for (const AttributeDefinition& definition : definitions) attributes.push_back({*definition.attribute_name, type_of(definition)});
  return attributes;
}

IndexKeySchema key_schema_of(const KeySchemaElements& keys, const AttributeDefinitions& definitions) {
  IndexKeySchema schema;
  for (const KeySchemaElement& key : keys) {
    const AttributeDefinition& definition = *find_definition(definitions, *key.attribute_name);
    (key.key_type == "HASH" ? schema.hash : schema.range).push_back({*key.attribute_name, type_of(definition)});
  }
  return schema;
}

}  // namespace shardbook
