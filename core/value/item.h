#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "value/attribute_value.h"
#include "value/map_search.h"
#include "value/ref.h"

namespace shardbook {

/// The maximum size of an item: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items
inline constexpr std::uint32_t kMostItemBytes = 400 * 1024;

/// A stored item: immutable and shared, kept as its canonical wire JSON with the offsets of its attributes. Copying an Item copies a
/// pointer, reading it whole copies text, and only the attributes asked for are decoded.
class Item {
 public:
  /// No item. Accessors other than `exists` require an item.
  Item() = default;
  explicit Item(const AttributeMap& attributes);

  /// What the item points to: for containers of items.
  const Shared* data() const { return data_.get(); }
  /// Returns the item that points to it.
  static Item of(const Shared* data) {
    Item item;
    item.data_ = Ref<const Data>(static_cast<const Data*>(data));
    return item;
  }
  static void destroy(const Shared* data) { delete static_cast<const Data*>(data); }

  bool exists() const { return static_cast<bool>(data_); }
  explicit operator bool() const { return exists(); }

  /// `{"Author":{"S":"..."},...}`.
  std::string_view json() const;
  /// Returns the size of names and values that counts toward the 400 KB limit.
  std::uint32_t size() const;

  std::size_t attribute_count() const;
  /// Returns whether there is an NS at any depth.
  bool has_number_sets() const;
  std::string name_at(std::size_t index) const;
  /// Returns the attribute's value as JSON, `{"S":"..."}`.
  std::string_view json_at(std::size_t index) const;

  /// Returns the JSON of the named attribute's value; empty if absent.
  std::string_view find_json(std::string_view name) const;
  /// Decodes the named attribute; returns false if absent.
  bool decode(std::string_view name, AttributeValue& out) const;
  AttributeMap decode() const;

  /// Returns the places of the attributes with these names, in the item's order. Names that it lacks have none.
  std::vector<std::size_t> places_of(const std::vector<std::string_view>& names) const;
  /// Decodes only the attributes at these places.
  AttributeMap decode(const std::vector<std::size_t>& places) const;
  /// Returns the item with `part` in place of the attributes at these places: each where it was, new ones at the end. The others, which
  /// must have no number sets, are copied as text; `rest` is their size.
  Item with(const std::vector<std::size_t>& places, std::uint32_t rest, const AttributeMap& part) const;

  /// Equal attributes and values, in any order. Two nonexistent items are equal.
  friend bool operator==(const Item& a, const Item& b);

 private:
  /// Offsets of an attribute's name (past its quote) and value in the JSON.
  struct Slot {
    std::uint32_t name;
    std::uint32_t value;
  };
  /// Followed by the slots and the JSON in the same allocation, so that a page of items touches little memory.
  struct Data : Shared {
    std::uint32_t size;
    std::uint32_t attributes : 31;
    std::uint32_t has_number_sets : 1;
    std::uint32_t json_size;

    const Slot* slots() const { return reinterpret_cast<const Slot*>(this + 1); }
    std::string_view json() const { return {reinterpret_cast<const char*>(slots() + attributes), json_size}; }
    static void operator delete(void* data) { ::operator delete(data); }
  };

  /// Returns the name as it appears in the JSON, escaped.
  std::string_view raw_name_at(std::size_t index) const;
  /// Return the place of the attribute, the number of attributes if there is none.
  std::size_t index_of(std::string_view name) const;
  std::size_t index_of_raw(std::string_view raw_name) const;
  /// Returns where the attribute ends in the JSON.
  std::size_t end_of(std::size_t index) const;

  class Builder;

  Ref<const Data> data_;
};

/// Reads attributes of an item (or of no item) for expressions, decoding each on first use, or all if many are used. Must not outlive the
/// item.
class ItemReader {
 public:
  explicit ItemReader(const Item& item) : item_(item) {}

  /// Null if the item does not exist or lacks the attribute. The pointer is valid as long as the reader.
  const AttributeValue* find(std::string_view name);
  const Item& item() const { return item_; }
  /// For entries of maps within the item.
  MapSearch& search() { return search_; }

 private:
  const AttributeValue* find_in_whole(std::string_view name);

  const Item& item_;
  int searches_ = 0;
  std::forward_list<Attribute> decoded_;  // stable addresses, and no allocation while empty
  AttributeMap whole_;
  MapSearch search_;
};

}  // namespace shardbook
