#include <map>
#include <set>

#include "test_streams.h"

using namespace shardbook;

namespace {

std::string names_of(const std::vector<Json>& records) {
  std::string names;
  for (const Json& record : records) names += record["eventName"].get<std::string>() + ' ';
  return names;
}

}  // namespace

TEST_CASE("a record says what changed, where and when") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  engine.now += 1'234;
  put_book(engine, "a", 101);
  Json record = records_of_books(engine)[0];
  const std::string id = record["eventID"];
  CHECK(id.size() == 32);
  CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
  const std::string number = record["dynamodb"]["SequenceNumber"];
  CHECK(number.size() == 21);
  record.erase("eventID");
  record["dynamodb"].erase("SequenceNumber");
  CHECK(record == parse_json(R"({"awsRegion":"us-east-2",
      "dynamodb":{"ApproximateCreationDateTime":1700000001,"Keys":{"pk":{"S":"a"}},"NewImage":{"pk":{"S":"a"},"v":{"N":"101"}},
                  "SizeBytes":10,"StreamViewType":"NEW_AND_OLD_IMAGES"},
      "eventName":"INSERT","eventSource":"aws:dynamodb","eventVersion":"1.1"})"));
}

TEST_CASE("a record has the images of its view type, and its size counts them and the keys") {
  struct Expected {
    const char* view;
    bool old_image;
    bool new_image;
    int sizes[3];  // of an insert, a modification and a removal
  };
  // Keys have 3 bytes, the first image 7 and the second 8.
  const Expected views[] = {{"KEYS_ONLY", false, false, {3, 3, 3}},
                            {"NEW_IMAGE", false, true, {10, 11, 3}},
                            {"OLD_IMAGE", true, false, {3, 10, 11}},
                            {"NEW_AND_OLD_IMAGES", true, true, {10, 18, 11}}};
  for (const Expected& expected : views) {
    INFO(expected.view);
    TestEngine engine;
    create_books(engine, expected.view);
    put_book(engine, "a", 101);
    put_book(engine, "a", 12345);
    engine.ok("DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})");
    const auto seen = records_of_books(engine);
    REQUIRE(names_of(seen) == "INSERT MODIFY REMOVE ");
    for (std::size_t i = 0; i < 3; ++i) {
      const Json& record = seen[i]["dynamodb"];
      CHECK(record.contains("OldImage") == (expected.old_image && i > 0));
      CHECK(record.contains("NewImage") == (expected.new_image && i < 2));
      CHECK(record["Keys"] == parse_json(R"({"pk":{"S":"a"}})"));
      CHECK(record["StreamViewType"] == expected.view);
      CHECK(record["SizeBytes"] == expected.sizes[i]);
    }
    if (expected.old_image) CHECK(seen[1]["dynamodb"]["OldImage"]["v"]["N"] == "101");
    if (expected.new_image) CHECK(seen[1]["dynamodb"]["NewImage"]["v"]["N"] == "12345");
  }
}

TEST_CASE("a write that changes nothing or fails creates no record") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  put_book(engine, "a", 1);
  put_book(engine, "a", 1);
  engine.ok("UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})");
  engine.ok("UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}},"UpdateExpression":"REMOVE nothing"})");
  engine.ok("DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"none"}}})");
  engine.ok("UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"none"}},"UpdateExpression":"REMOVE x, m.y, l[0]"})");
  engine.ok("UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"none"}},"UpdateExpression":"DELETE x :x",
      "ExpressionAttributeValues":{":x":{"SS":["x"]}}})");
  engine.fault("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"b"}},"ConditionExpression":"pk = pk"})");
  engine.fault("TransactWriteItems", R"({"TransactItems":[
      {"Put":{"TableName":"books","Item":{"pk":{"S":"b"}}}},
      {"ConditionCheck":{"TableName":"books","Key":{"pk":{"S":"c"}},"ConditionExpression":"pk = pk"}}]})");
  CHECK(records_of_books(engine).size() == 1);
}

TEST_CASE("a set written with its members in another order creates no record") {
  TestEngine engine;
  create_books(engine, "KEYS_ONLY");
  engine.ok("PutItem",
            R"({"TableName":"books","Item":{"pk":{"S":"a"},"s":{"SS":["y","x"]},"n":{"NS":["10","9"]},"b":{"BS":["Yg==","YQ=="]}}})");
  engine.ok("PutItem",
            R"({"TableName":"books","Item":{"pk":{"S":"a"},"s":{"SS":["x","y"]},"n":{"NS":["9.0","10"]},"b":{"BS":["YQ==","Yg=="]}}})");
  engine.ok("UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET s = :s",
      "ExpressionAttributeValues":{":s":{"SS":["y","x"]}}})");
  engine.ok("ExecuteStatement", R"({"Statement":"UPDATE books SET n = <<10, 9>> SET s = <<'y', 'x'>> WHERE pk = 'a'"})");
  CHECK(records_of_books(engine).size() == 1);
}

TEST_CASE("batches, transactions and statements create the same records as single writes") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  engine.ok("BatchWriteItem", R"({"RequestItems":{"books":[{"PutRequest":{"Item":{"pk":{"S":"a"}}}}]}})");
  engine.ok("BatchWriteItem", R"({"RequestItems":{"books":[{"DeleteRequest":{"Key":{"pk":{"S":"a"}}}}]}})");
  engine.ok("TransactWriteItems", R"({"TransactItems":[
      {"Put":{"TableName":"books","Item":{"pk":{"S":"b"}}}},
      {"Update":{"TableName":"books","Key":{"pk":{"S":"c"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"N":"1"}}}},
      {"Delete":{"TableName":"books","Key":{"pk":{"S":"none"}}}}]})");
  engine.ok("ExecuteStatement", R"({"Statement":"UPDATE books SET v = 2 WHERE pk = 'c'"})");
  engine.ok("BatchExecuteStatement", R"({"Statements":[{"Statement":"INSERT INTO books VALUE {'pk': 'd'}"}]})");
  engine.ok("ExecuteTransaction", R"({"TransactStatements":[{"Statement":"DELETE FROM books WHERE pk = 'd'"}]})");
  const auto seen = records_of_books(engine);
  CHECK(names_of(seen) == "INSERT REMOVE INSERT INSERT MODIFY INSERT REMOVE ");
  CHECK(seen[4]["dynamodb"]["OldImage"] == parse_json(R"({"pk":{"S":"c"},"v":{"N":"1"}})"));
  for (const Json& record : seen) CHECK_FALSE(record.contains("userIdentity"));
}

TEST_CASE("a deletion by Time to Live is attributed to the service") {
  TestEngine engine;
  create_books(engine, "OLD_IMAGE");
  engine.ok("UpdateTimeToLive", R"({"TableName":"books","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"v"}})");
  put_book(engine, "a", 1'700'000'060);
  engine.now += kHour;
  const auto seen = records_of_books(engine);
  REQUIRE(names_of(seen) == "INSERT REMOVE ");
  CHECK(seen[1]["userIdentity"] == parse_json(R"({"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"})"));
  CHECK(seen[1]["dynamodb"]["OldImage"]["v"]["N"] == "1700000060");
}

TEST_CASE("every write is in the stream once, and in order for each key") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  for (int i = 0; i < 100; ++i) {
    put_book(engine, std::to_string(i % 10), i);
    if (i == 50) go_on_demand(engine);
    if (i == 80) engine.now += 5 * kHour;
  }
  std::map<std::string, std::vector<int>> values;
  std::set<std::string> numbers;
  std::set<std::string> ids;
  for (const Json& record : records_of_books(engine)) {
    values[record["dynamodb"]["Keys"]["pk"]["S"]].push_back(std::stoi(record["dynamodb"]["NewImage"]["v"]["N"].get<std::string>()));
    CHECK(numbers.insert(record["dynamodb"]["SequenceNumber"].get<std::string>()).second);
    CHECK(ids.insert(record["eventID"].get<std::string>()).second);
  }
  CHECK(numbers.size() == 100);
  for (const auto& [pk, seen] : values) CHECK(std::is_sorted(seen.begin(), seen.end()));
}

TEST_CASE("a record is the same on every read, and after an export and import") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  put_book(engine, "a", 1);
  put_book(engine, "a", 2);
  const auto seen = records_of_books(engine);
  CHECK(records_of_books(engine) == seen);
  TestEngine other;
  REQUIRE(other.engine.import_state(engine.engine.export_state()));
  CHECK(records_of_books(other) == seen);
}

TEST_CASE("images list number sets by hash") {
  TestEngine engine;
  create_books(engine, "NEW_AND_OLD_IMAGES");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"n":{"NS":["1","2","3"]}}})");
  engine.ok("DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})");
  const std::vector<Json> records = records_of(engine, first_shard(engine));
  const Json hashed = {"3", "2", "1"};
  CHECK(records[0]["dynamodb"]["NewImage"]["n"]["NS"] == hashed);
  CHECK(records[1]["dynamodb"]["OldImage"]["n"]["NS"] == hashed);
}
