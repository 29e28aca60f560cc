#include "test_streams.h"

using namespace shardbook;

namespace {

const Json kKey = parse_json(R"({"pk":{"S":"a key of more than a few bytes"}})");

/// Updates a missing item; this must succeed, return nothing and create neither an item nor a record.
void leaves_no_trace(const Json& members) {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  for (const char* returned : {"NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"}) {
    Json body = {{"TableName", "books"}, {"Key", kKey}, {"ReturnValues", returned}};
    body.update(members);
    INFO(body.dump());
    CHECK(engine.ok("UpdateItem", body) == Json::object());
  }
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 0);
  CHECK(records_of(engine, first_shard(engine)).empty());
}

}  // namespace

TEST_CASE("an update that only removes does nothing to a missing item") {
  leaves_no_trace({{"UpdateExpression", "REMOVE v"}});
  leaves_no_trace({{"UpdateExpression", "REMOVE x.y, z[0], w"}});
  leaves_no_trace({{"UpdateExpression", "REMOVE v DELETE s :s"}, {"ExpressionAttributeValues", {{":s", {{"SS", {"a"}}}}}}});
  leaves_no_trace({{"UpdateExpression", "DELETE x.s :s"}, {"ExpressionAttributeValues", {{":s", {{"SS", {"a"}}}}}}});
  leaves_no_trace({{"AttributeUpdates", {{"v", {{"Action", "DELETE"}}}}}});
  leaves_no_trace({{"AttributeUpdates", {{"v", {{"Action", "DELETE"}, {"Value", {{"SS", {"a"}}}}}}}}});
}

TEST_CASE("an update in a transaction that only removes does nothing to a missing item either") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  for (const char* expression : {"REMOVE v", "REMOVE x.y, z[0], w"}) {
    const Json update = {{"TableName", "books"}, {"Key", kKey}, {"UpdateExpression", expression}};
    engine.ok("TransactWriteItems", {{"TransactItems", Json::array({{{"Update", update}}})}});
  }
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 0);
  CHECK(records_of(engine, first_shard(engine)).empty());
}

TEST_CASE("an update that also writes creates the item, whatever it removes") {
  TestEngine engine;
  engine.create_table("books");
  const Json answer = engine.ok("UpdateItem", Json{{"TableName", "books"},
                                                   {"Key", kKey},
                                                   {"UpdateExpression", "REMOVE x.y, z[0] SET v = :v"},
                                                   {"ExpressionAttributeValues", {{":v", {{"N", "1"}}}}},
                                                   {"ReturnValues", "ALL_NEW"}});
  Json expected = kKey;
  expected["v"] = {{"N", "1"}};
  CHECK(answer["Attributes"] == expected);
}

TEST_CASE("an update without actions creates an item of just its key") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("UpdateItem", Json{{"TableName", "books"}, {"Key", kKey}, {"AttributeUpdates", Json::object()}});
  CHECK(engine.ok("GetItem", Json{{"TableName", "books"}, {"Key", kKey}})["Item"] == kKey);
}
