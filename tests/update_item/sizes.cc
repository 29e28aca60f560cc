#include "test_engine.h"

using namespace shardbook;

namespace {

constexpr std::size_t kMost = 400 * 1024;
const Json kKey = Json::parse(R"({"pk":{"S":"a"}})");

bool updates(TestEngine& engine, const std::string& expression, const Json& values) {
  Json body = {{"TableName", "tab"}, {"Key", kKey}, {"UpdateExpression", expression}};
  if (!values.empty()) body["ExpressionAttributeValues"] = values;
  const Json answer = engine.call("UpdateItem", body);
  if (engine.status == 200) return true;
  REQUIRE(answer["message"] == "Item size to update has exceeded the maximum allowed size");
  return false;
}

Json text(std::size_t size) { return {{"S", std::string(size, 'x')}}; }

}  // namespace

TEST_CASE("the service adds its estimate of the request to an updated item's size") {
  // {pk: a} are 3 bytes; beyond the key an update counts 3, 19 for each SET or ADD, 2 for each REMOVE or DELETE.
  TestEngine engine;
  engine.create_table("tab");
  CHECK(updates(engine, "SET v = :v", {{":v", text(kMost - 3 - 19 - 1)}}));
  CHECK_FALSE(updates(engine, "SET v = :v", {{":v", text(kMost - 3 - 19 - 1 + 1)}}));
  CHECK(updates(engine, "SET v = :v, w = :w", {{":v", text(kMost - 3 - 2 * 19 - 1 - 2)}, {":w", text(1)}}));
  CHECK_FALSE(updates(engine, "SET v = :v, w = :w", {{":v", text(kMost - 3 - 2 * 19 - 1 - 2 + 1)}, {":w", text(1)}}));
  CHECK(updates(engine, "SET v = :v REMOVE w", {{":v", text(kMost - 3 - 19 - 2 - 1)}}));
  CHECK_FALSE(updates(engine, "SET v = :v REMOVE w", {{":v", text(kMost - 3 - 19 - 2)}}));
}

TEST_CASE("an update in a transaction may fill an item to its last byte") {
  TestEngine engine;
  engine.create_table("tab");
  const auto transact = [&](std::size_t size) {
    return engine.call("TransactWriteItems", Json{{"TransactItems",
                                                   {{{"Update",
                                                      {{"TableName", "tab"},
                                                       {"Key", kKey},
                                                       {"UpdateExpression", "SET v = :v"},
                                                       {"ExpressionAttributeValues", {{":v", text(size)}}}}}}}}});
  };
  transact(kMost - 4);
  CHECK(engine.status == 200);
  CHECK(transact(kMost - 3)["CancellationReasons"][0]["Message"] == "Item size to update has exceeded the maximum allowed size");
}
