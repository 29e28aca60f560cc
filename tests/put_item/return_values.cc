#include "test_engine.h"

using namespace shardbook;

namespace {

Json put(const char* item, Json extra = Json::object()) {
  Json body = {{"TableName", "tab"}, {"Item", parse_json(item)}};
  body.update(extra);
  return body;
}

}  // namespace

TEST_CASE("PutItem returns the item it replaces, if there is one and it is asked to") {
  TestEngine engine;
  engine.create_table("tab");
  const Json all_old = {{"ReturnValues", "ALL_OLD"}};
  CHECK(engine.ok("PutItem", put(R"({"pk":{"S":"a"},"v":{"N":"1"}})", all_old)) == Json::object());
  CHECK(engine.ok("PutItem", put(R"({"pk":{"S":"a"},"w":{"N":"2"}})", all_old))["Attributes"] ==
        parse_json(R"({"pk":{"S":"a"},"v":{"N":"1"}})"));
  CHECK(engine.ok("PutItem", put(R"({"pk":{"S":"a"}})", {{"ReturnValues", "NONE"}})) == Json::object());
  CHECK(engine.ok("PutItem", put(R"({"pk":{"S":"a"}})")) == Json::object());
}
