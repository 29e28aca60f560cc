#include "expression/placeholders.h"

#include <cctype>

#include "expression/attribute_name.h"

namespace shardbook {

namespace {

constexpr std::size_t kLongestKey = 255;
constexpr std::size_t kMostBytes = 2UL * 1024 * 1024;

bool is_well_formed(std::string_view key, char mark) {
  if (key.size() < 2 || key[0] != mark) return false;
  for (char c : key.substr(1)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return false;
  }
  return true;
}

const std::string& key_of(const std::pair<std::string, std::string>& entry) { return entry.first; }
const std::string& key_of(const Attribute& entry) { return entry.name; }

std::size_t bytes_of(const std::pair<std::string, std::string>& entry) { return entry.first.size() + entry.second.size(); }
std::size_t bytes_of(const Attribute& entry) { return entry.name.size() + size_of(entry.value); }

Error fault(const char* member, const std::string& text) { return counted(validation_exception(std::string(member) + text)); }

template <class Entries>
Status check_entries(const Entries* entries, const char* member, char mark) {
  if (entries == nullptr) return {};
  if (entries->empty()) return fault(member, " must not be empty");
  for (const auto& entry : *entries) {
    const std::string& key = key_of(entry);
    if (key.size() > kLongestKey) return fault(member, " contains a key that is too long; size of key: " + std::to_string(key.size()));
    if (!is_well_formed(key, mark)) return fault(member, " contains invalid key: Syntax error; key: \"" + key + "\"");
  }
  return {};
}

Status check_names(const Placeholders::Names& names) {
  for (const auto& [placeholder, name] : names) {
    if (name.empty()) return fault("ExpressionAttributeNames", " contains invalid value: Empty attribute name for key " + placeholder);
    RETURN_IF_ERROR(check_attribute_name(name));
  }
  return {};
}

template <class Entries>
std::size_t bytes_of_all(const Entries* entries) {
  std::size_t bytes = 0;
  if (entries == nullptr) return bytes;
  for (const auto& entry : *entries) bytes += bytes_of(entry);
  return bytes;
}

template <class Entries>
Status check_used(const Entries* entries, const std::vector<char>& used, const char* member) {
  std::string unused;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) unused += (unused.empty() ? "" : ", ") + key_of((*entries)[i]);
  }
  if (unused.empty()) return {};
  return counted(validation_exception(std::string("Value provided in ") + member + " unused in expressions: keys: {" + unused + "}"));
}

}  // namespace

Placeholders::Placeholders(const Names* names, const AttributeMap* values, ValidationLayer layer)
    : names_(names),
      values_(values),
      layer_(layer),
      names_used_(names == nullptr ? 0 : names->size()),
      values_used_(values == nullptr ? 0 : values->size()) {
  if (values != nullptr) values_order_ = NameOrder(*values);
  if (names == nullptr) return;
  for (const auto& [placeholder, name] : *names) names_order_.add(placeholder);
  names_order_.sort();
}

Status Placeholders::check_keys() const {
  RETURN_IF_ERROR(check_entries(names_, "ExpressionAttributeNames", '#'));
  if (names_ != nullptr) RETURN_IF_ERROR(check_names(*names_));
  RETURN_IF_ERROR(check_entries(values_, "ExpressionAttributeValues", ':'));
  if (bytes_of_all(names_) + bytes_of_all(values_) <= kMostBytes) return {};
  return counted(validation_exception("ExpressionAttributeNames and ExpressionAttributeValues have exceeded the maximum allowed size"));
}

Status Placeholders::check_all_used() const {
  RETURN_IF_ERROR(check_used(names_, names_used_, "ExpressionAttributeNames"));
  return check_used(values_, values_used_, "ExpressionAttributeValues");
}

const std::string* Placeholders::name(std::string_view placeholder) {
  const auto place = names_order_.find(placeholder);
  if (!place) return nullptr;
  names_used_[*place] = true;
  return &(*names_)[*place].second;
}

const AttributeValue* Placeholders::value(std::string_view placeholder) {
  const auto place = values_order_.find(placeholder);
  if (!place) return nullptr;
  values_used_[*place] = true;
  return &(*values_)[*place].value;
}

}  // namespace shardbook
