#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>

#include "value/attribute_value.h"
#include "value/ref.h"

namespace shardbook {

/// The most that an item may measure: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items
inline constexpr std::uint32_t kMostItemBytes = 400 * 1024;

/// A stored item: immutable, shared, kept as its canonical wire JSON with the offsets of its attributes. Copying an Item copies a pointer;
/// reading it whole copies text; only attributes that are asked for are decoded.
class Item {
 public:
  /// No item at all; every accessor but `exists` needs one that exists.
  Item() = default;
  explicit Item(const AttributeMap& attributes);

  bool exists() const { return static_cast<bool>(data_); }
  explicit operator bool() const { return exists(); }

  /// `{"Author":{"S":"..."},...}`.
  std::string_view json() const;
  /// Names and values, the 400 KB measure.
  std::uint32_t size() const;

  std::size_t attribute_count() const;
  std::string name_at(std::size_t index) const;
  /// The attribute's value as JSON, `{"S":"..."}`.
  std::string_view json_at(std::size_t index) const;

  /// JSON of the named attribute's value; empty if absent.
  std::string_view find_json(std::string_view name) const;
  /// Decoded; false if absent.
  bool decode(std::string_view name, AttributeValue& out) const;
  AttributeMap decode() const;

  /// Same attributes and values (order ignored). Two items that do not exist are equal.
  friend bool operator==(const Item& a, const Item& b);

 private:
  /// Where an attribute's name (after its quote) and its value begin in the JSON.
  struct Slot {
    std::uint32_t name;
    std::uint32_t value;
  };
  /// Followed in one allocation by the slots and the JSON: a page of items touches as little memory as can be.
  struct Data : Shared {
    std::uint32_t size;
    std::uint32_t attributes;
    std::uint32_t json_size;

    const Slot* slots() const { return reinterpret_cast<const Slot*>(this + 1); }
    std::string_view json() const { return {reinterpret_cast<const char*>(slots() + attributes), json_size}; }
    static void operator delete(void* data) { ::operator delete(data); }
  };

  /// The name as it stands in the JSON, escapes and all.
  std::string_view raw_name_at(std::size_t index) const;
  std::string_view find_raw(std::string_view raw_name) const;

  Ref<const Data> data_;
};

/// Reads attributes of one item (or of no item) for expressions: decodes each at most once, none that is not asked for. Must not outlive
/// the item.
class ItemReader {
 public:
  explicit ItemReader(const Item& item) : item_(item) {}

  /// Null if the item does not exist or has no such attribute. The pointer stays good as long as the reader.
  const AttributeValue* find(std::string_view name);
  const Item& item() const { return item_; }

 private:
  const Item& item_;
  std::forward_list<Attribute> decoded_;  // keeps its elements in place as it grows, allocates nothing while empty
};

}  // namespace shardbook
