#include <random>
#include <vector>

#include "test_engine.h"

using namespace shardbook;

namespace {

struct Call {
  std::string operation;
  Json body;
};

/// A sequence of calls of all kinds, valid and invalid.
std::vector<Call> course(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Call> calls = {{"CreateTable", parse_json(R"({"TableName":"books","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],"ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5},
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})")}};
  for (int i = 0; i < 200; ++i) {
    const Json key = {{"pk", {{"S", std::to_string(random() % 20)}}}};
    Json item = key;
    item["v"] = {{"N", std::to_string(i)}};
    if (i % 9 == 0) calls.push_back({"GetItem", {{"TableName", "books"}, {"Key", key}}});
    if (i % 20 == 0) calls.push_back({"Scan", {{"TableName", "books"}}});
    switch (random() % 6) {
      case 0:
        calls.push_back({"DeleteItem", {{"TableName", "books"}, {"Key", key}}});
        break;
      case 1:
        calls.push_back({"UpdateItem",
                         {{"TableName", "books"},
                          {"Key", key},
                          {"UpdateExpression", "ADD v :one"},
                          {"ExpressionAttributeValues", {{":one", {{"N", "1"}}}}}}});
        break;
      case 2:
        calls.push_back({"PutItem", {{"TableName", "books"}, {"Item", item}, {"ConditionExpression", "attribute_not_exists(pk)"}}});
        break;
      case 3:
        calls.push_back(
            {"TransactWriteItems",
             {{"TransactItems", {{{"Put", {{"TableName", "books"}, {"Item", item}}}}}}, {"ClientRequestToken", std::to_string(i)}}});
        break;
      default:
        calls.push_back({"PutItem", {{"TableName", "books"}, {"Item", item}}});
    }
    if (i == 100) calls.push_back({"UpdateTable", parse_json(R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})")});
  }
  return calls;
}

std::string run(TestEngine& engine, const std::vector<Call>& calls, std::size_t from = 0) {
  std::string answers;
  for (std::size_t i = from; i < calls.size(); ++i) {
    engine.now += 1'000;
    answers += engine.text(calls[i].operation, calls[i].body.dump()) + "\n";
  }
  return answers;
}

}  // namespace

TEST_CASE("the same calls at the same times give the same bytes") {
  const auto calls = course(1);
  TestEngine a;
  TestEngine b;
  CHECK(run(a, calls) == run(b, calls));
  CHECK(a.engine.export_state() == b.engine.export_state());
  TestEngine other(Options{99, false, false});
  run(other, calls);
  CHECK(other.engine.export_state() != a.engine.export_state());
}

TEST_CASE("observing changes nothing else") {
  const auto calls = course(2);
  TestEngine blind;
  TestEngine observed(Options{0, true, false});
  CHECK(run(blind, calls) == run(observed, calls));
  CHECK(blind.engine.export_state() == observed.engine.export_state());
  CHECK(blind.engine.drain_events().empty());
  CHECK_FALSE(observed.engine.drain_events().empty());
  CHECK(observed.engine.drain_events().empty());
}

TEST_CASE("an imported export continues like the original engine") {
  const auto calls = course(3);
  TestEngine engine;
  run(engine, {calls.begin(), calls.begin() + 120});
  TestEngine copy;
  REQUIRE(copy.engine.import_state(engine.engine.export_state()));
  copy.now = engine.now;
  CHECK(run(engine, calls, 120) == run(copy, calls, 120));
  CHECK(engine.engine.export_state() == copy.engine.export_state());
}

TEST_CASE("bytes that are not an export are refused and change nothing") {
  TestEngine engine;
  engine.create_table("books");
  std::string bytes = engine.engine.export_state();
  CHECK_FALSE(engine.engine.import_state(""));
  CHECK_FALSE(engine.engine.import_state("nonsense"));
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    CHECK_FALSE(engine.engine.import_state(damaged));
    CHECK_FALSE(engine.engine.import_state(std::string_view(bytes).substr(0, at)));
  }
  CHECK(engine.engine.export_state() == bytes);
}

TEST_CASE("a held state can be restored, however much has happened since") {
  const auto calls = course(4);
  TestEngine engine;
  run(engine, {calls.begin(), calls.begin() + 60});
  const std::string then = engine.engine.export_state();
  const std::uint32_t held = engine.engine.snapshot();
  run(engine, calls, 60);
  CHECK(engine.engine.export_state() != then);
  REQUIRE(engine.engine.restore(held));
  CHECK(engine.engine.export_state() == then);
  engine.engine.release(held);
  CHECK_FALSE(engine.engine.restore(held));
}

TEST_CASE("a branch has other ids than the history it leaves") {
  const auto id_after = [](std::uint64_t number) {
    TestEngine engine;
    engine.create_table("books");
    if (number > 0) engine.engine.branch(number);
    engine.create_table("films");
    return engine.ok("DescribeTable", R"({"TableName":"films"})")["Table"]["TableId"].get<std::string>();
  };
  CHECK(id_after(0) != id_after(1));
  CHECK(id_after(1) != id_after(2));
  CHECK(id_after(2) == id_after(2));
}

TEST_CASE("time ends with the last date there is") {
  TestEngine engine;
  engine.create_table("books", false, parse_json(R"({"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})"));
  engine.now = INT64_MAX;
  engine.engine.advance(engine.now);
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"late"}}})");
  CHECK(engine.engine.next_due() > 8'640'000'000'000'000);
  TestEngine other;
  CHECK(other.engine.import_state(engine.engine.export_state()));
}

TEST_CASE("time does not run backwards") {
  TestEngine engine;
  engine.create_table("books");
  engine.now -= 1'000'000;
  const Json table = engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"];
  CHECK(table["TableStatus"] == "ACTIVE");
}
