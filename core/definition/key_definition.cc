#include "definition/key_definition.h"

#include <algorithm>
#include <set>

#include "definition/java_hash_order.h"

namespace shardbook {

namespace {

constexpr std::ptrdiff_t kMostOfRole = 4;  // for global indexes, HASH and RANGE each

Error invalid(const std::string& text) { return validation_exception("One or more parameter values were invalid: " + text); }

std::vector<std::string> names_of(const KeySchemaElements& keys) {
  std::vector<std::string> names;
  for (const KeySchemaElement& key : keys) names.push_back(*key.attribute_name);
  return names;
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

std::string printed(const AttributeDefinitions& definitions) {
  std::vector<std::string> names;
  for (const AttributeDefinition& definition : definitions) names.push_back(*definition.attribute_name);
  return java_map_keys_text(names);
}

Error invalid_schema(const std::string& text) { return validation_exception("Invalid KeySchema: " + text); }

}  // namespace

Status check_distinct(const AttributeDefinitions& definitions, std::set<std::string>& names) {
  for (const AttributeDefinition& definition : definitions) {
    if (names.insert(*definition.attribute_name).second) continue;
    return validation_exception("Attribute Name is duplicated: " + *definition.attribute_name);
  }
  return {};
}

Status check_defined(const KeySchemaElements& keys, const AttributeDefinitions& definitions, const std::set<std::string>& names) {
  if (keys.size() > definitions.size()) return invalid_schema("Some index key attribute have no definition");
  const auto is_defined = [&](const KeySchemaElement& key) { return names.count(*key.attribute_name) > 0; };
  if (std::all_of(keys.begin(), keys.end(), is_defined)) return {};
  return invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: " + java_set_text(names_of(keys)) +
                 ", AttributeDefinitions: " + printed(definitions));
}

Status check_used(const AttributeDefinitions& definitions, const std::vector<std::string>& keys) {
  if (std::set<std::string>(keys.begin(), keys.end()).size() == definitions.size()) return {};
  return invalid("Some AttributeDefinitions are not used. AttributeDefinitions: " + printed(definitions) +
                 ", keys used: " + java_set_text(keys));
}

Status check_key_schema(const KeySchemaElements& keys) {
  if (keys.size() == 2 && keys[0].attribute_name == keys[1].attribute_name) {
    return validation_exception("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (keys[0].key_type != "HASH") return invalid_schema("The first KeySchemaElement is not a HASH key type");
  if (keys.size() == 2 && keys[1].key_type != "RANGE") return invalid_schema("The second KeySchemaElement is not a RANGE key type");
  return {};
}

Status check_global_key_schema(const KeySchemaElements& keys) {
  const auto is_hash = [](const KeySchemaElement& key) { return key.key_type == "HASH"; };
  const auto first_range = std::find_if_not(keys.begin(), keys.end(), is_hash);
  const bool simple = keys.size() <= 2 && std::none_of(keys.begin() + 1, keys.end(), is_hash);
  if (simple) return check_key_schema(keys);
  if (first_range == keys.begin()) return invalid_schema("The first KeySchemaElement is not a HASH key type");
  if (std::any_of(first_range, keys.end(), is_hash)) {
    return invalid("All HASH key attributes must precede RANGE key attributes in the KeySchema");
  }
  if (first_range - keys.begin() > kMostOfRole) return invalid("The KeySchema exceeds the maximum allowed number of HASH key attributes");
  if (keys.end() - first_range > kMostOfRole) return invalid("The KeySchema exceeds the maximum allowed number of RANGE key attributes");
  const std::vector<std::string> names = names_of(keys);
  if (std::set<std::string>(names.begin(), names.end()).size() == names.size()) return {};
  return validation_exception("The KeySchema contains multiple key attributes with the same name");
}

void insert_by_name(std::vector<KeyAttribute>& attributes, const KeyAttribute& attribute) {
  const auto precedes = [&](const KeyAttribute& present) { return present.name < attribute.name; };
  attributes.insert(std::find_if_not(attributes.begin(), attributes.end(), precedes), attribute);
}

std::vector<KeyAttribute> attributes_of(const AttributeDefinitions& definitions) {
  std::vector<KeyAttribute> attributes;
  for (const AttributeDefinition& definition : definitions) insert_by_name(attributes, {*definition.attribute_name, type_of(definition)});
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
