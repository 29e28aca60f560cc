#pragma once

#include "test_engine.h"

namespace shardbook {

/// Returns an index definition that projects all attributes unless `projection` says otherwise.
inline Json index_definition(const std::string& name, const Json& keys, const Json& projection = {{"ProjectionType", "ALL"}}) {
  return {{"IndexName", name}, {"KeySchema", keys}, {"Projection", projection}};
}

/// Returns `body` with `members` added or replaced.
inline Json with(Json body, const Json& members) {
  body.update(members);
  return body;
}

inline Json hash_key(const std::string& name) { return {{"AttributeName", name}, {"KeyType", "HASH"}}; }
inline Json range_key(const std::string& name) { return {{"AttributeName", name}, {"KeyType", "RANGE"}}; }

inline Json definitions(const std::map<std::string, std::string>& types) {
  Json out = Json::array();
  for (const auto& [name, type] : types) out.push_back({{"AttributeName", name}, {"AttributeType", type}});
  return out;
}

/// An on-demand table with keys "pk" and "sk", local index "by_date" (pk, date) and global indexes "by_author" (author, date; all
/// attributes) and "by_kind" (kind, a number; keys only).
inline Json library_table() {
  return {{"TableName", "library"},
          {"BillingMode", "PAY_PER_REQUEST"},
          {"KeySchema", {hash_key("pk"), range_key("sk")}},
          {"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"date", "S"}, {"author", "S"}, {"kind", "N"}})},
          {"LocalSecondaryIndexes",
           {index_definition("by_date", {hash_key("pk"), range_key("date")},
                             {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", {"title"}}})}},
          {"GlobalSecondaryIndexes",
           {index_definition("by_author", {hash_key("author"), range_key("date")}),
            index_definition("by_kind", Json::array({hash_key("kind")}), {{"ProjectionType", "KEYS_ONLY"}})}}};
}

}  // namespace shardbook
