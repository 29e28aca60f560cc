#include "test_engine.h"

using namespace shardbook;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string nested(std::string_view open, std::string_view inner, std::string_view close, int levels) {
  return repeated(open, levels) + std::string(inner) + repeated(close, levels);
}

/// A place for an attribute value in a request: the text before and after it.
struct Place {
  const char* operation;
  const char* before;
  const char* after;
};

constexpr Place kValues[] = {
    {"PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"v":)", "}}"},
    {"GetItem", R"({"TableName":"books","Key":{"pk":)", "}}"},
    {"DeleteItem", R"({"TableName":"books","Key":{"pk":)", "}}"},
    {"DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}},"Expected":{"v":{"Value":)", "}}}"},
    {"UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":)",
     "}}"},
    {"UpdateItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}},"AttributeUpdates":{"v":{"Value":)", "}}}"},
    {"Query", R"({"TableName":"books","KeyConditionExpression":"pk = :v","ExpressionAttributeValues":{":v":)", "}}"},
    {"Query", R"({"TableName":"books","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[)", "]}}}"},
    {"Scan", R"({"TableName":"books","ExclusiveStartKey":{"pk":)", "}}"},
    {"Scan", R"({"TableName":"books","ScanFilter":{"v":{"ComparisonOperator":"EQ","AttributeValueList":[)", "]}}}"},
    {"BatchGetItem", R"({"RequestItems":{"books":{"Keys":[{"pk":)", "}]}}}"},
    {"BatchWriteItem", R"({"RequestItems":{"books":[{"PutRequest":{"Item":{"pk":{"S":"a"},"v":)", "}}}]}}"},
    {"TransactGetItems", R"({"TransactItems":[{"Get":{"TableName":"books","Key":{"pk":)", "}}}]}"},
    {"TransactWriteItems", R"({"TransactItems":[{"Put":{"TableName":"books","Item":{"pk":{"S":"a"},"v":)", "}}}]}"},
    {"ExecuteStatement", R"({"Statement":"SELECT * FROM books WHERE pk = ?","Parameters":[)", "]}"},
    {"ListTables", R"({"Unheard":)", "}"},
};

std::string in_place(const Place& place, const std::string& value) { return place.before + value + place.after; }

TestEngine with_table(const char* region) {
  TestEngine engine;
  engine.region = region;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  return engine;
}

}  // namespace

TEST_CASE("a value of 32 levels is stored, one more is refused") {
  TestEngine engine = with_table("us-east-1");
  engine.ok("PutItem", Json::parse(in_place(kValues[0], nested(R"({"L":[)", R"({"S":"x"})", "]}", 31))));
  for (int levels : {32, 33, 100, 400}) {
    CHECK(engine.fault("PutItem", Json::parse(in_place(kValues[0], nested(R"({"M":{"a":)", R"({"S":"x"})", "}}", levels)))) ==
          "ValidationException: Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported "
          "limit");
  }
}

TEST_CASE("values nested ten thousand deep are refused wherever they occur") {
  for (const char* region : {"us-east-1", "us-east-2"}) {
    TestEngine engine = with_table(region);
    const std::string before = engine.contents("books");
    for (const Place& place : kValues) {
      for (int levels : {100, 450, 10'000}) {
        for (const std::string& value :
             {nested(R"({"L":[)", R"({"S":"x"})", "]}", levels), nested(R"({"M":{"a":)", R"({"S":"x"})", "}}", levels),
              nested("[", "", "]", levels), nested(R"({"a":)", "1", "}", levels), repeated(R"({"L":[)", levels)}) {
          const std::string answer = engine.text(place.operation, in_place(place, value));
          INFO(place.operation << " " << levels << " " << value.substr(0, 20) << " -> " << answer);
          const bool is_fault =
              answer.find("ValidationException") != std::string::npos || answer.find("SerializationException") != std::string::npos;
          CHECK((is_fault || std::string_view(place.operation) == "ListTables"));
        }
      }
    }
    CHECK(engine.contents("books") == before);
  }
}

TEST_CASE("JSON nested deeper than a thousand levels is refused as invalid") {
  TestEngine engine;
  CHECK(engine.text("ListTables", R"({"Unheard":)" + nested("[", "", "]", 999) + "}") == R"({"TableNames":[]})");
  for (int levels : {1000, 10'000, 1'000'000}) {
    CHECK(engine.text("ListTables", R"({"Unheard":)" + nested("[", "", "]", levels) + "}") ==
          R"({"__type":"com.amazon.coral.service#SerializationException"})");
  }
}
