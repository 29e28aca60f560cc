#include "test_transactions.h"

using namespace shardbook;
using namespace shardbook::transactions;

TEST_CASE("a token makes a transaction execute once, and is forgotten after ten minutes") {
  TestEngine engine = with_books();
  const Json body = write({update("a", "ADD v :one")}, {{"ClientRequestToken", "token"}, {"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        parse_json(R"([{"TableName":"books","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
  const auto value = [&] { return engine.ok("GetItem", Json{{"TableName", "books"}, {"Key", key("a")}})["Item"]["v"]["N"]; };
  CHECK(value() == "2");
  CHECK(engine.fault("TransactWriteItems", write({update("b", "ADD v :one")}, {{"ClientRequestToken", "token"}})) ==
        "IdempotentParameterMismatchException: Specified idempotent token was used with different request parameters within the "
        "idempotency window");
  engine.now += 10 * 60 * 1000 + 1;
  engine.ok("TransactWriteItems", body);
  CHECK(value() == "3");
}

TEST_CASE("a token covers the whole request, but not what the response shows") {
  TestEngine engine = with_books();
  const auto with_token = [](Json actions, Json extra = Json::object()) {
    extra["ClientRequestToken"] = "token";
    return write(std::move(actions), extra);
  };
  engine.ok("TransactWriteItems", with_token({put("a", 5), check("b", 2)}));
  engine.ok("PutItem", Json{{"TableName", "books"}, {"Item", {{"pk", {{"S", "b"}}}}}});
  CHECK(engine.ok("TransactWriteItems", with_token({put("a", 5), check("b", 2)})) == Json::object());
  engine.ok("TransactWriteItems", with_token({put("a", 5), check("b", 2)}, {{"ReturnConsumedCapacity", "INDEXES"}}));
  const std::string mismatch = "IdempotentParameterMismatchException: ";
  for (const Json& actions :
       {Json{put("a", 6), check("b", 2)}, Json{check("b", 2), put("a", 5)}, Json{put("a", 5)}, Json{put("a", 5), check("b", 3)}}) {
    CHECK(engine.fault("TransactWriteItems", with_token(actions)).find(mismatch) == 0);
  }
}

TEST_CASE("a token is kept only by a successful transaction, in its own region, and has 1 to 36 characters") {
  TestEngine engine = with_books();
  const auto with_token = [](Json actions, const std::string& token) { return write(std::move(actions), {{"ClientRequestToken", token}}); };
  CHECK(engine.fault("TransactWriteItems", with_token({check("a", 9)}, "t")).find("TransactionCanceledException: ") == 0);
  engine.ok("TransactWriteItems", with_token({check("a", 1)}, "t"));
  engine.region = "eu-west-1";
  engine.create_table("books");
  engine.ok("TransactWriteItems", with_token({put("z", 1)}, "t"));
  engine.ok("TransactWriteItems", with_token({put("z", 1)}, std::string(36, 't')));
  CHECK(engine.fault("TransactWriteItems", with_token({put("z", 1)}, std::string(37, 't'))) ==
        "ValidationException: 1 validation error detected: Value '" + std::string(37, 't') +
            "' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36");
  CHECK(engine.fault("TransactWriteItems", with_token({put("z", 1)}, "")) ==
        "ValidationException: 1 validation error detected: Value '' at 'clientRequestToken' failed to satisfy constraint: Member must have "
        "length greater than or equal to 1");
}

TEST_CASE("a token covers what the request means, however it is written") {
  TestEngine engine = with_books();
  const auto request = [](const std::string& action) { return R"({"ClientRequestToken":"token","TransactItems":[)" + action + "]}"; };
  const auto repeats = [&](const char* token, const std::string& first, const std::string& second) {
    const auto named = [&](std::string body) { return body.replace(body.find("token"), 5, token); };
    engine.text("TransactWriteItems", named(request(first)));
    REQUIRE(engine.status == 200);
    engine.text("TransactWriteItems", named(request(second)));
    return engine.status == 200;
  };
  const std::string put = R"({"Put":{"TableName":"books","Item":{)";
  CHECK(repeats("attributes", put + R"("pk":{"S":"a"},"x":{"N":"1"}}}})", put + R"("x":{"N":"1"},"pk":{"S":"a"}}}})"));
  CHECK(repeats("numbers", put + R"("pk":{"S":"a"},"x":{"N":"1.0"}}}})", put + R"("pk":{"S":"a"},"x":{"N":"1"}}}})"));
  CHECK(repeats("maps", put + R"("pk":{"S":"a"},"x":{"L":[{"M":{"a":{"N":"1"},"b":{"M":{}}}}]}}}})",
                put + R"("pk":{"S":"a"},"x":{"L":[{"M":{"b":{"M":{}},"a":{"N":"1e0"}}}]}}}})"));
  CHECK(repeats("sets", put + R"("pk":{"S":"a"},"x":{"SS":["a","b"]}}}})", put + R"("pk":{"S":"a"},"x":{"SS":["b","a"]}}}})"));
  CHECK_FALSE(repeats("lists", put + R"("pk":{"S":"a"},"x":{"L":[{"S":"a"},{"S":"b"}]}}}})",
                      put + R"("pk":{"S":"a"},"x":{"L":[{"S":"b"},{"S":"a"}]}}}})"));
  CHECK_FALSE(repeats("types", put + R"("pk":{"S":"a"},"x":{"N":"1"}}}})", put + R"("pk":{"S":"a"},"x":{"S":"1"}}}})"));
  const std::string update = R"({"Update":{"TableName":"books","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET #x=:x, #y=:y",)";
  CHECK(
      repeats("placeholders",
              update + R"("ExpressionAttributeNames":{"#x":"x","#y":"y"},"ExpressionAttributeValues":{":x":{"N":"1"},":y":{"N":"2"}}}})",
              update + R"("ExpressionAttributeNames":{"#y":"y","#x":"x"},"ExpressionAttributeValues":{":y":{"N":"2"},":x":{"N":"1"}}}})"));
  CHECK_FALSE(repeats(
      "names", update + R"("ExpressionAttributeNames":{"#x":"x","#y":"y"},"ExpressionAttributeValues":{":x":{"N":"1"},":y":{"N":"2"}}}})",
      update + R"("ExpressionAttributeNames":{"#y":"x","#x":"y"},"ExpressionAttributeValues":{":x":{"N":"1"},":y":{"N":"2"}}}})"));
}
