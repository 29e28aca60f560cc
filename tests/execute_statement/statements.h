#pragma once

#include <string>

#include "test_engine.h"

namespace shardbook {

inline Json statement(const std::string& text, Json parameters = Json::array(), const Json& extra = Json::object()) {
  Json body = {{"Statement", text}};
  if (!parameters.empty()) body["Parameters"] = std::move(parameters);
  body.update(extra);
  return body;
}

/// Returns the items of a statement, which must succeed.
inline Json items(TestEngine& engine, const std::string& text, Json parameters = Json::array()) {
  return engine.ok("ExecuteStatement", statement(text, std::move(parameters)))["Items"];
}

inline std::string fault(TestEngine& engine, const std::string& text, Json parameters = Json::array()) {
  return engine.fault("ExecuteStatement", statement(text, std::move(parameters)));
}

/// Items a1 ... a4, b1 ... b4, c1 ... c4 (partition key, sort key "s1" ...), and d1, which has other attributes.
inline TestEngine with_books() {
  TestEngine engine;
  engine.create_table("books", true);
  for (const char* pk : {"a", "b", "c"}) {
    for (int i = 1; i <= 4; ++i) {
      Json item =
          parse_json(R"({"pk":{"S":"?"},"sk":{"S":"?"},"n":{"N":"?"},"info":{"M":{"title":{"S":"?"},"years":{"L":[{"N":"1999"}]}}}})");
      item["pk"]["S"] = pk;
      item["sk"]["S"] = "s" + std::to_string(i);
      item["n"]["N"] = std::to_string(i);
      item["info"]["M"]["title"]["S"] = std::string("title of ") + pk;
      engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", item}});
    }
  }
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"d"},"sk":{"S":"s1"},"x":{"NULL":true},"set":{"SS":["q"]}}})");
  return engine;
}

/// Returns partition keys and the digits of sort keys in response order: "a1 a2".
inline std::string keys(const Json& answer) {
  std::string out;
  for (const Json& item : answer["Items"]) {
    out += (out.empty() ? "" : " ") + item["pk"]["S"].get<std::string>() + item["sk"]["S"].get<std::string>().substr(1);
  }
  return out;
}
inline std::string keys(TestEngine& engine, const std::string& where, Json parameters = Json::array()) {
  return keys(engine.ok("ExecuteStatement", statement("SELECT * FROM books WHERE " + where, std::move(parameters))));
}

/// Items a1, a2, a3 and b1, b2, b3, all with the same attributes.
inline TestEngine with_orders() {
  TestEngine engine;
  engine.create_table("orders", true);
  for (const char* pk : {"a", "b"}) {
    for (const char* sk : {"1", "2", "3"}) {
      items(engine,
            "INSERT INTO \"orders\" VALUE {'pk': ?, 'sk': ?, 'total': 10, 'tags': <<'x', 'y'>>, 'info': {'city': 'Ulm', 'nums': [1, 2]}}",
            {{{"S", pk}}, {{"S", sk}}});
    }
  }
  return engine;
}

inline const std::string kFirstOrder = " WHERE pk = 'a' AND sk = '1'";
inline const std::string kConditionFailed = "ConditionalCheckFailedException: The conditional request failed";
inline const std::string kMalformed = "ValidationException: Statement wasn't well formed, can't be processed: ";

}  // namespace shardbook
