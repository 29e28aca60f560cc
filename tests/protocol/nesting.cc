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

TEST_CASE("a value may have 32 levels; the error is counted up to 63 levels") {
  const std::string deep =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
  for (const char* region : {"us-east-1", "us-east-2"}) {
    TestEngine engine = with_table(region);
    engine.ok("PutItem", parse_json(in_place(kValues[0], nested(R"({"L":[)", R"({"S":"x"})", "]}", 31))));
    for (const auto& [open, close] : {std::pair(R"({"M":{"a":)", "}}"), std::pair(R"({"L":[)", "]}")}) {
      for (int levels : {32, 62, 63, 100, 400}) {
        INFO(levels);
        const std::string value = nested(open, R"({"S":"x"})", close, levels);
        const std::string counted = levels < 63 ? "ValidationException: 1 validation error detected: " : "ValidationException: ";
        for (int place : {0, 2, 3, 5})
          CHECK(engine.fault(kValues[place].operation, parse_json(in_place(kValues[place], value))) == counted + deep);
        const std::string wrapped =
            levels < 63 ? counted + deep : counted + "ExpressionAttributeValues contains invalid value: " + deep + " for key :v";
        CHECK(engine.fault("UpdateItem", parse_json(in_place(kValues[4], value))) == wrapped);
        const std::string condition = R"(,"ConditionExpression":"v = :v","ExpressionAttributeValues":{":v":)" + value + "}}";
        for (const std::string operation : {"PutItem", "DeleteItem"}) {
          const std::string target = operation == "PutItem" ? "Item" : "Key";
          const std::string body = R"({"TableName":"books",")" + target + R"(":{"pk":{"S":"a"}})" + condition;
          CHECK(engine.fault(operation, body.c_str()) == wrapped);
        }
        CHECK(engine.fault("GetItem", parse_json(in_place(kValues[1], value))) == "ValidationException: " + deep);
      }
    }
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
