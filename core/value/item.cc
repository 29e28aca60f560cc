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

/// Writes an item's slots and JSON.
class Item::Builder {
 public:
  /// `bytes` is what the JSON will take, roughly.
  Builder(std::size_t attributes, std::size_t bytes) : start_(attributes * sizeof(Slot)), tail_(scratch()) {
    tail_.reserve(start_ + bytes + 2);
    tail_.resize(start_);
    tail_ += '{';
  }

  void add(std::string_view name, const AttributeValue& value) {
    separate();
    Slot slot{at() + 1, 0};
    append_json_string(tail_, name);
    tail_ += ':';
    slot.value = at();
    append_json(tail_, value);
    put(slot);
  }

  /// Copies attributes `from` to `to` of an item.
  void copy(const Item& item, std::size_t from, std::size_t to) {
    separate();
    const Slot* slots = item.data_->slots();
    const std::size_t begin = slots[from].name - 1;
    const std::uint32_t moved = at() - static_cast<std::uint32_t>(begin);  // wraps around if they move forward
    for (std::size_t i = from; i < to; ++i) put(Slot{slots[i].name + moved, slots[i].value + moved});
    tail_ += item.json().substr(begin, item.end_of(to - 1) - begin);
  }

  Item finish(std::uint32_t size, bool has_number_sets) {
    tail_ += '}';
    auto* data = new (::operator new(sizeof(Data) + tail_.size())) Data;
    data->size = size;
    data->attributes = count_ & 0x7fffffff;
    data->has_number_sets = has_number_sets ? 1 : 0;
    data->json_size = at();
    std::memcpy(static_cast<void*>(data + 1), tail_.data(), tail_.size());
    return Item::of(data);
  }

 private:
  std::uint32_t at() const { return static_cast<std::uint32_t>(tail_.size() - start_); }
  void separate() {
    if (count_ > 0) tail_ += ',';
  }
  void put(const Slot& slot) { std::memcpy(tail_.data() + count_++ * sizeof slot, &slot, sizeof slot); }

  /// Kept from item to item, since a block of the right size is only allocated once the size is known.
  static std::string& scratch() {
    thread_local std::string text;
    text.clear();
    return text;
  }

  std::size_t start_;
  std::string& tail_;  // everything after Data
  std::uint32_t count_ = 0;
};

Item::Item(const AttributeMap& attributes) {
  const std::uint32_t size = size_of(attributes);
  Builder builder(attributes.size(), size + attributes.size() * kAttributeOverhead);
  for (const auto& [name, value] : attributes) builder.add(name, value);
  *this = builder.finish(size, holds_number_set(attributes));
}

Item Item::with(const std::vector<std::size_t>& places, std::uint32_t rest, const AttributeMap& part) const {
  const std::uint32_t size = size_of(part);
  Builder builder(attribute_count() - places.size() + part.size(), json().size() + size + part.size() * kAttributeOverhead);
  std::vector<std::string> replaced;
  std::size_t copied = 0;
  for (const std::size_t at : places) {
    if (copied < at) builder.copy(*this, copied, at);
    copied = at + 1;
    const std::string& name = replaced.emplace_back(name_at(at));
    if (const AttributeValue* value = find_attribute(part, name)) builder.add(name, *value);
  }
  if (copied < attribute_count()) builder.copy(*this, copied, attribute_count());
  for (const auto& [name, value] : part) {
    if (std::find(replaced.begin(), replaced.end(), name) == replaced.end()) builder.add(name, value);
  }
  return builder.finish(rest + size, holds_number_set(part));
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
  const std::size_t begin = data_->slots()[index].value;
  return json().substr(begin, end_of(index) - begin);
}

std::size_t Item::end_of(std::size_t index) const {
  return index + 1 < attribute_count() ? data_->slots()[index + 1].name - 2 : json().size() - 1;  // excludes the `,"` or `}`
}

std::string_view Item::find_json(std::string_view name) const {
  const std::size_t at = index_of(name);
  return at < attribute_count() ? json_at(at) : std::string_view();
}

std::size_t Item::index_of(std::string_view name) const { return is_plain(name) ? index_of_raw(name) : index_of_raw(escaped(name)); }

std::size_t Item::index_of_raw(std::string_view raw) const {
  std::size_t at = 0;
  while (at < attribute_count() && raw_name_at(at) != raw) ++at;
  return at;
}

bool Item::decode(std::string_view name, AttributeValue& out) const {
  const std::string_view json = find_json(name);
  if (json.empty()) return false;
  out = value_from_canonical_json(json);
  return true;
}

AttributeMap Item::decode() const { return map_from_canonical_json(json()); }

std::vector<std::size_t> Item::places_of(const std::vector<std::string_view>& names) const {
  std::vector<std::size_t> places;
  for (const std::string_view name : names) {
    if (const std::size_t at = index_of(name); at < attribute_count()) places.push_back(at);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

AttributeMap Item::decode(const std::vector<std::size_t>& places) const {
  AttributeMap out;
  for (const std::size_t at : places) out.push_back({name_at(at), value_from_canonical_json(json_at(at))});
  return out;
}

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
