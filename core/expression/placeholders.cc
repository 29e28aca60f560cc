#include "expression/placeholders.h"

#include <cctype>

namespace shardbook {

namespace {

bool is_well_formed(std::string_view key, char mark) {
  if (key.size() < 2 || key[0] != mark) return false;
  for (char c : key.substr(1)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return false;
  }
  return true;
}

const std::string& key_of(const std::pair<std::string, std::string>& entry) { return entry.first; }
const std::string& key_of(const Attribute& entry) { return entry.name; }

template <class Entries>
Status check_entries(const Entries* entries, const char* member, char mark) {
  if (entries == nullptr) return {};
  if (entries->empty()) return validation_exception(std::string(member) + " must not be empty");
  for (const auto& entry : *entries) {
    if (!is_well_formed(key_of(entry), mark)) {
      return validation_exception(std::string(member) + " contains invalid key: Syntax error; key: \"" + key_of(entry) + "\"");
    }
  }
  return {};
}

template <class Entries>
Status check_used(const Entries* entries, const std::vector<bool>& used, const char* member) {
  std::string unused;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) unused += (unused.empty() ? "" : ", ") + key_of((*entries)[i]);
  }
  if (unused.empty()) return {};
  return validation_exception(std::string("Value provided in ") + member + " unused in expressions: keys: {" + unused + "}");
}

}  // namespace

Placeholders::Placeholders(const Names* names, const AttributeMap* values, ValidationLayer layer)
    : names_(names),
      values_(values),
      layer_(layer),
      names_used_(names == nullptr ? 0 : names->size()),
      values_used_(values == nullptr ? 0 : values->size()) {}

Status Placeholders::check_keys() const {
  RETURN_IF_ERROR(check_entries(names_, "ExpressionAttributeNames", '#'));
  return check_entries(values_, "ExpressionAttributeValues", ':');
}

Status Placeholders::check_all_used() const {
  RETURN_IF_ERROR(check_used(names_, names_used_, "ExpressionAttributeNames"));
  return check_used(values_, values_used_, "ExpressionAttributeValues");
}

const std::string* Placeholders::name(std::string_view placeholder) {
  for (std::size_t i = 0; i < names_used_.size(); ++i) {
    if ((*names_)[i].first != placeholder) continue;
    names_used_[i] = true;
    return &(*names_)[i].second;
  }
  return nullptr;
}

const AttributeValue* Placeholders::value(std::string_view placeholder) {
  for (std::size_t i = 0; i < values_used_.size(); ++i) {
    if ((*values_)[i].name != placeholder) continue;
    values_used_[i] = true;
    return &(*values_)[i].value;
  }
  return nullptr;
}

}  // namespace shardbook
