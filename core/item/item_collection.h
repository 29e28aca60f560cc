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

/// Item collections: the items of one partition key with their entries in local indexes. Only tables with local indexes have them.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections

/// What the item adds to its collection: itself and its entries in local indexes; 0 if there is none.
std::uint64_t bytes_with_local_entries(const Table& table, const Item& item);

/// ItemCollectionSizeLimitExceededException if the collection of the item at `address` would exceed 10 GB by growing by so many bytes.
Status check_collection_growth(const Table& table, const std::string& address, std::int64_t bytes);

/// What ReturnItemCollectionMetrics asks for.
class ItemCollectionMetrics {
 public:
  /// "SIZE", "NONE" or absent.
  explicit ItemCollectionMetrics(const std::optional<std::string>& wanted) : wanted_(wanted == "SIZE") {}

  /// The collection of an item that has been written; `attributes` hold the partition key.
  void add(const ItemWrite& write, const AttributeMap& attributes);

  /// `"ItemCollectionMetrics":{...}`, nothing if there is none.
  void append_to(JsonWriter& json) const;
  /// `"ItemCollectionMetrics":{"table":[{...}]}`, nothing if there is none.
  void append_map_to(JsonWriter& json) const;

 private:
  bool wanted_;
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> tables_;  // by name: collection and its JSON
};

}  // namespace shardbook
