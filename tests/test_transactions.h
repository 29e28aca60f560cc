#pragma once

#include "test_engine.h"

namespace shardbook::transactions {

/// Actions of TransactWriteItems on the table "books", whose items have a key "pk" and a number "v".

inline Json key(const std::string& pk) { return {{"pk", {{"S", pk}}}}; }
inline Json put(const std::string& pk, int v) {
  return {{"Put", {{"TableName", "books"}, {"Item", {{"pk", {{"S", pk}}}, {"v", {{"N", std::to_string(v)}}}}}}}};
}
inline Json check(const std::string& pk, int v) {
  return {{"ConditionCheck",
           {{"TableName", "books"},
            {"Key", key(pk)},
            {"ConditionExpression", "v = :v"},
            {"ExpressionAttributeValues", {{":v", {{"N", std::to_string(v)}}}}}}}};
}
inline Json update(const std::string& pk, const std::string& expression) {
  return {{"Update",
           {{"TableName", "books"},
            {"Key", key(pk)},
            {"UpdateExpression", expression},
            {"ExpressionAttributeValues", {{":one", {{"N", "1"}}}}}}}};
}
inline Json erase(const std::string& pk) { return {{"Delete", {{"TableName", "books"}, {"Key", key(pk)}}}}; }
inline Json write(Json actions, Json extra = Json::object()) {
  Json body = {{"TransactItems", std::move(actions)}};
  body.update(extra);
  return body;
}

/// Starts with items "a" (1) and "b" (2).
inline TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("TransactWriteItems", write({put("a", 1), put("b", 2)}));
  return engine;
}

}  // namespace shardbook::transactions
