#pragma once

#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

/// A Tree<Item> keeps what an Item points to, and weighs items by size.
template <>
struct TreeValue<Item> {
  using Stored = Item;
  using Reference = Item;

  static const Shared* object(const Item& item) { return item.data(); }
  static Item value(const Shared* object) { return Item::of(object); }
  static Item stored(const Shared* object) { return Item::of(object); }
  static Item found(const Shared* object) { return Item::of(object); }
  static void destroy(const Shared* object) { Item::destroy(object); }
  static std::uint32_t weight(const Item& item) { return item.size(); }
};

}  // namespace shardbook
