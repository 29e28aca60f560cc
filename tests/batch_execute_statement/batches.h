#pragma once

#include <string>

#include "test_engine.h"

namespace shardbook {

inline Json batch(std::initializer_list<const char*> texts, const Json& extra = Json::object()) {
  Json body = {{"Statements", Json::array()}};
  for (const char* text : texts) body["Statements"].push_back({{"Statement", text}});
  body.update(extra);
  return body;
}

/// A table "books" with items "a" (v = 1) and "b" (v = 2).
inline TestEngine with_two_books() {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("BatchExecuteStatement", batch({"INSERT INTO books VALUE {'pk': 'a', 'v': 1}", "INSERT INTO books VALUE {'pk': 'b', 'v': 2}"}));
  return engine;
}

}  // namespace shardbook
