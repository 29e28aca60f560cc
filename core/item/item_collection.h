#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "error/result.h"
#include "protocol/json_writer.h"
#include "storage/table.h"

namespace shardbook {

class ItemWrite;

/// Item collections: all items with the same partition key, and their entries in local indexes. Only tables with local indexes have them.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections

/// Returns the item's share of its collection: its size plus that of its entries in local indexes; 0 for no item.
std::uint64_t bytes_with_local_entries(const Table& table, const Item& item);

/// Fails with ItemCollectionSizeLimitExceededException if `bytes` more would take the collection of the item at `address` over 10 GB.
Status check_collection_growth(const Table& table, const std::string& address, std::int64_t bytes);

/// The response to ReturnItemCollectionMetrics.
class ItemCollectionMetrics {
 public:
  /// "SIZE", "NONE" or absent.
  explicit ItemCollectionMetrics(const std::optional<std::string>& wanted) : wanted_(wanted == "SIZE") {}

  /// Adds the collection of a written item; `attributes` must contain the partition key.
  void add(const ItemWrite& write, const AttributeMap& attributes);

  /// Appends `"ItemCollectionMetrics":{...}`; nothing if there are none.
  void append_to(JsonWriter& json) const;
  /// Appends `"ItemCollectionMetrics":{"table":[{...}]}`; nothing if there are none.
  void append_map_to(JsonWriter& json) const;

 private:
  bool wanted_;
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> tables_;  // by table: collections and their JSON
};

}  // namespace shardbook
