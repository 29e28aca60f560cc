#include "value/item.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "value/attribute_json.h"

namespace shardbook {

namespace {

/// Returns `name` as append_json_string writes it, without the quotes.
std::string escaped(std::string_view name) {
  std::string out;
  append_json_string(out, name);
  return out.substr(1, out.size() - 2);
}

// Syntax around a name and its value takes at most `"":{"BOOL":false},`; a number may have more digits than its size.
constexpr std::size_t kAttributeOverhead = 18;

bool holds_number_set(const AttributeMap& map);

bool holds_number_set(const AttributeValue& value) {
  if (const auto* list = value.l()) {
    return std::any_of(list->begin(), list->end(), [](const AttributeValue& element) { return holds_number_set(element); });
  }
  return value.m() != nullptr ? holds_number_set(*value.m()) : value.ns() != nullptr;
}

bool holds_number_set(const AttributeMap& map) {
  return std::any_of(map.begin(), map.end(), [](const Attribute& attribute) { return holds_number_set(attribute.value); });
}

/// An ItemReader that is asked for more than this decodes the item as a whole.
constexpr int kFewSearches = 16;

bool is_plain(std::string_view name) {
  for (char c : name) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) return false;
  }
  return true;
}

}  // namespace

Item::Item(const AttributeMap& attributes) {
  const std::uint32_t size = size_of(attributes);
  const std::size_t start = attributes.size() * sizeof(Slot);
  std::string tail;  // everything after Data
  tail.reserve(start + size + attributes.size() * kAttributeOverhead + 2);
  tail.resize(start);
  tail += '{';
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const auto& [name, value] = attributes[i];
    if (i > 0) tail += ',';
    Slot slot{static_cast<std::uint32_t>(tail.size() - start + 1), 0};
    append_json_string(tail, name);
    tail += ':';
    slot.value = static_cast<std::uint32_t>(tail.size() - start);
    append_json(tail, value);
    std::memcpy(tail.data() + i * sizeof(Slot), &slot, sizeof slot);
  }
  tail += '}';
  auto* data = new (::operator new(sizeof(Data) + tail.size())) Data;
  data->size = size;
  data->attributes = static_cast<std::uint32_t>(attributes.size()) & 0x7fffffff;
  data->has_number_sets = holds_number_set(attributes) ? 1 : 0;
  data->json_size = static_cast<std::uint32_t>(tail.size() - start);
  std::memcpy(static_cast<void*>(data + 1), tail.data(), tail.size());
  data_ = Ref<const Data>(data);
}

std::string_view Item::json() const { return data_->json(); }

std::uint32_t Item::size() const { return data_->size; }

std::size_t Item::attribute_count() const { return data_->attributes; }

bool Item::has_number_sets() const { return data_->has_number_sets != 0; }

std::string_view Item::raw_name_at(std::size_t index) const {
  const Slot slot = data_->slots()[index];
  return json().substr(slot.name, slot.value - slot.name - 2);  // excludes the `":`
}

std::string Item::name_at(std::size_t index) const {
  // A name is a JSON string like any other: parse it as an S value.
  const AttributeValue name = value_from_canonical_json("{\"S\":\"" + std::string(raw_name_at(index)) + "\"}");
  return *name.s();
}

std::string_view Item::json_at(std::size_t index) const {
  const Slot* slots = data_->slots();
  const std::size_t begin = slots[index].value;
  const std::size_t end = index + 1 < attribute_count() ? slots[index + 1].name - 2 : json().size() - 1;  // excludes the `,"` or `}`
  return json().substr(begin, end - begin);
}

std::string_view Item::find_json(std::string_view name) const { return is_plain(name) ? find_raw(name) : find_raw(escaped(name)); }

std::string_view Item::find_raw(std::string_view raw) const {
  for (std::size_t i = 0; i < attribute_count(); ++i) {
    if (raw_name_at(i) == raw) return json_at(i);
  }
  return {};
}

bool Item::decode(std::string_view name, AttributeValue& out) const {
  const std::string_view json = find_json(name);
  if (json.empty()) return false;
  out = value_from_canonical_json(json);
  return true;
}

AttributeMap Item::decode() const { return map_from_canonical_json(json()); }

bool operator==(const Item& a, const Item& b) {
  if (a.data_ == b.data_) return true;
  if (!a.exists() || !b.exists()) return false;
  if (a.json() == b.json()) return true;
  if (a.size() != b.size() || a.attribute_count() != b.attribute_count()) return false;
  for (std::size_t i = 0; i < a.attribute_count(); ++i) {
    // Usually both list their attributes in the same order.
    if (a.raw_name_at(i) != b.raw_name_at(i)) return equal_maps(a.decode(), b.decode());
    const std::string_view ours = a.json_at(i);
    const std::string_view theirs = b.json_at(i);
    if (ours != theirs && value_from_canonical_json(ours) != value_from_canonical_json(theirs)) return false;
  }
  return true;
}

const AttributeValue* ItemReader::find(std::string_view name) {
  if (searches_ == kFewSearches) return find_in_whole(name);
  ++searches_;
  for (const auto& attribute : decoded_) {
    if (attribute.name == name) return &attribute.value;
  }
  if (!item_.exists()) return nullptr;
  const std::string_view json = item_.find_json(name);
  if (json.empty()) return nullptr;
  return &decoded_.emplace_front(Attribute{std::string(name), value_from_canonical_json(json)}).value;
}

const AttributeValue* ItemReader::find_in_whole(std::string_view name) {
  if (whole_.empty() && item_.exists()) whole_ = item_.decode();
  return search_.find(whole_, name);
}

}  // namespace shardbook
