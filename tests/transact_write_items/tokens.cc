#include "test_transactions.h"

using namespace shardbook;
using namespace shardbook::transactions;

TEST_CASE("a token makes a transaction execute once, and is forgotten after ten minutes") {
  TestEngine engine = with_books();
  const Json body = write({update("a", "ADD v :one")}, {{"ClientRequestToken", "token"}, {"ReturnConsumedCapacity", "TOTAL"}});
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
  CHECK(engine.ok("TransactWriteItems", body)["ConsumedCapacity"] ==
        Json::parse(R"([{"TableName":"books","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
  const auto value = [&] { return engine.ok("GetItem", Json{{"TableName", "books"}, {"Key", key("a")}})["Item"]["v"]["N"]; };
  CHECK(value() == "2");
  const std::string mismatch = engine.fault("TransactWriteItems", write({update("b", "ADD v :one")}, {{"ClientRequestToken", "token"}}));
  CHECK(mismatch.find("IdempotentParameterMismatchException: ") == 0);
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
