#pragma once

#include <string>

#include "test_engine.h"

namespace shardbook {

inline Json transaction(std::initializer_list<const char*> texts, const Json& extra = Json::object()) {
  Json body = {{"TransactStatements", Json::array()}};
  for (const char* text : texts) body["TransactStatements"].push_back({{"Statement", text}});
  body.update(extra);
  return body;
}

/// A table "books" with items "a" (v = 1) and "b" (v = 2).
inline TestEngine with_books_in_transaction(const Json& table = Json::object()) {
  TestEngine engine;
  engine.create_table("books", false, table);
  engine.ok("ExecuteTransaction",
            transaction({"INSERT INTO books VALUE {'pk': 'a', 'v': 1}", "INSERT INTO books VALUE {'pk': 'b', 'v': 2}"}));
  return engine;
}

}  // namespace shardbook
