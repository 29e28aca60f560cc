#include "definition/policy_statement.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "definition/policy_actions.h"

namespace shardbook {

namespace {

constexpr const char* kAccount = "????????????";
constexpr std::string_view kDigits = "0123456789";

bool contains(const PolicyTexts& texts, std::string_view text) { return std::find(texts.begin(), texts.end(), text) != texts.end(); }

/// Reads a string or a list of strings.
bool read_texts(const JsonDocument& value, PolicyTexts& texts) {
  const auto read = [&](const JsonDocument& element) {
    const auto* text = element.get_ptr<const std::string*>();
    if (text != nullptr) texts.push_back(*text);
    return text != nullptr;
  };
  const auto* list = value.get_ptr<const JsonDocument::array_t*>();
  return list == nullptr ? read(value) : std::all_of(list->begin(), list->end(), read);
}

void write_texts(JsonWriter& json, const PolicyTexts& texts) {
  if (texts.size() == 1) {
    json.string(texts.front());
    return;
  }
  json.begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

/// Reads a condition's values: strings, integers and booleans, all stored as text.
bool read_values(const JsonDocument& value, PolicyTexts& texts) {
  const auto read = [&](const JsonDocument& element) { return read_values(element, texts); };
  if (const auto* list = value.get_ptr<const JsonDocument::array_t*>()) return std::all_of(list->begin(), list->end(), read);
  if (const auto* flag = value.get_ptr<const bool*>()) return texts.emplace_back(*flag ? "true" : "false"), true;
  if (const auto* number = value.get_ptr<const std::int64_t*>()) return texts.push_back(std::to_string(*number)), true;
  return read_texts(value, texts);
}

/// Replaces accounts by their root users and drops duplicates.
void use_root_users(PolicyTexts& names) {
  PolicyTexts users;
  for (const std::string& name : names) {
    const bool is_account = matches_pattern(kAccount, name) && name.find_first_not_of(kDigits) == std::string::npos;
    const std::string user = is_account ? "arn:aws:iam::" + name + ":root" : name;
    if (!contains(users, user)) users.push_back(user);
  }
  names = std::move(users);
}

bool read_principals(const JsonDocument& value, PolicyPrincipals& principals) {
  if (const auto* name = value.get_ptr<const std::string*>()) return principals.unqualified = *name == "*";
  const auto* members = value.get_ptr<const JsonDocument::object_t*>();
  if (members == nullptr || members->empty()) return false;
  for (const auto& [kind, names] : *members) {
    if (kind != "AWS" && kind != "Service") return false;
    if (!read_texts(names, kind == "AWS" ? principals.users : principals.services)) return false;
  }
  use_root_users(principals.users);
  return true;
}

bool read_effect(const JsonDocument& value, PolicyStatement& statement) {
  const auto* effect = value.get_ptr<const std::string*>();
  statement.allows = effect != nullptr && matches_pattern("Allow", *effect);
  return statement.allows || (effect != nullptr && matches_pattern("Deny", *effect));
}

bool read_conditions(const JsonDocument& value, PolicyStatement& statement) {
  const auto* operators = value.get_ptr<const JsonDocument::object_t*>();
  if (operators == nullptr) return false;
  for (const auto& [operation, tests] : *operators) {
    const auto* keys = tests.get_ptr<const JsonDocument::object_t*>();
    if (keys == nullptr) return false;
    auto& condition = statement.conditions.emplace_back();
    condition.first = operation;
    for (const auto& [key, values] : *keys) {
      if (!read_values(values, condition.second.emplace_back(key, PolicyTexts()).second)) return false;
    }
  }
  return true;
}

bool read_member(const std::string& name, const JsonDocument& value, PolicyStatement& statement) {
  if (name == "Sid") return value.is_string() && read_texts(value, statement.sid);
  if (name == "Effect") return read_effect(value, statement);
  if (name == "Condition") return read_conditions(value, statement);
  const bool negates = name.compare(0, 3, "Not") == 0;
  const std::string_view positive = std::string_view(name).substr(negates ? 3 : 0);
  if (positive == "Principal") return statement.negates_principals = negates, read_principals(value, statement.principals);
  if (positive == "Action") return statement.negates_actions = negates, read_texts(value, statement.actions);
  if (positive == "Resource") return statement.negates_resources = negates, read_texts(value, statement.resources);
  return false;
}

void write_principals(JsonWriter& json, const PolicyPrincipals& principals) {
  if (principals.unqualified) {
    json.string("*");
    return;
  }
  json.begin_object();
  if (!principals.users.empty()) write_texts(json.key("AWS"), principals.users);
  if (!principals.services.empty()) write_texts(json.key("Service"), principals.services);
  json.end_object();
}

void write_conditions(JsonWriter& json, const PolicyStatement& statement) {
  json.begin_object();
  for (const auto& [operation, keys] : statement.conditions) {
    json.key(operation).begin_object();
    for (const auto& [key, values] : keys) write_texts(json.key(key), values);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

bool PolicyPrincipals::everyone() const { return unqualified || contains(users, "*"); }

const char* missing_element(const JsonDocument::object_t& statement) {
  constexpr std::pair<const char*, const char*> kElements[] = {
      {"Effect", "Effect"}, {"Principal", "NotPrincipal"}, {"Action", "NotAction"}, {"Resource", "NotResource"}};
  for (const auto& [name, negation] : kElements) {
    if (statement.count(name) == 0 && statement.count(negation) == 0) return name;
  }
  return nullptr;
}

bool read_statement(const JsonDocument::object_t& members, PolicyStatement& statement) {
  for (const auto& [name, value] : members) {
    if (!read_member(name, value, statement)) return false;
  }
  return true;
}

void sort_lists(PolicyStatement& statement) {
  for (PolicyTexts* texts : {&statement.principals.users, &statement.principals.services, &statement.actions, &statement.resources}) {
    std::sort(texts->begin(), texts->end());
  }
  for (auto& [operation, keys] : statement.conditions) {
    for (auto& [key, values] : keys) std::sort(values.begin(), values.end());
  }
}

void write_statement(JsonWriter& json, const PolicyStatement& statement) {
  json.begin_object();
  if (!statement.sid.empty()) json.key("Sid").string(statement.sid.front());
  json.key("Effect").string(statement.allows ? "Allow" : "Deny");
  write_principals(json.key(statement.negates_principals ? "NotPrincipal" : "Principal"), statement.principals);
  write_texts(json.key(statement.negates_actions ? "NotAction" : "Action"), statement.actions);
  write_texts(json.key(statement.negates_resources ? "NotResource" : "Resource"), statement.resources);
  if (!statement.conditions.empty()) write_conditions(json.key("Condition"), statement);
  json.end_object();
}

}  // namespace shardbook
