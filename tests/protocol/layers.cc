#include <functional>

#include "test_engine.h"

using namespace shardbook;

// Requests that the newer validation layer hands over to the older one, which counts nothing and words its errors differently.

namespace {

std::string fault(const std::string& operation, const char* body, const char* region = "eu-west-2") {
  TestEngine engine;
  engine.region = region;
  return engine.fault(operation, body);
}

const std::string kOne = "ValidationException: 1 validation error detected: ";

}  // namespace

TEST_CASE("a BOOL or NULL written as a string hands the request over to the older layer") {
  const std::string set = "ValidationException: One or more parameter values were invalid: Input collection ";
  CHECK(fault("PutItem", R"({"TableName":"tab","Item":{"a":{"SS":["b","a","b"]},"b":{"BOOL":true}}})") ==
        kOne + "One or more parameter values were invalid: Input collection [\"a\", \"b\", \"b\"] contains duplicates.");
  CHECK(fault("PutItem", R"({"TableName":"tab","Item":{"a":{"SS":["b","a","b"]},"b":{"BOOL":"true"}}})") ==
        set + "[b, a, b] contains duplicates.");
  CHECK(fault("GetItem", R"({"TableName":"tab","Key":{"a":{"NS":["1","1"]},"b":{"NULL":"1"}}})") ==
        "ValidationException: Input collection contains duplicates");
  CHECK(fault("PutItem", R"({"TableName":"tab","Item":{"a":{"NULL":"no"}}})") ==
        "ValidationException: One or more parameter values were invalid: Null attribute value types must have the value of true");
}

TEST_CASE("every operation of the newer layer hands over a request with a BOOL or NULL written as a string") {
  const std::string unquoted =
      "ValidationException: One or more parameter values were invalid: Input collection [b, b] contains duplicates.";
  const std::string wrapped =
      "ValidationException: ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: Input collection "
      "[b, b] contains duplicates. for key :s";
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    for (const char* operation : {"GetItem", "UpdateItem", "DeleteItem"}) {
      CHECK(fault(operation, R"({"TableName":"tab","Key":{"a":{"BOOL":"true"},"b":{"SS":["b","b"]}}})", region) == unquoted);
    }
    for (const char* operation : {"UpdateItem", "DeleteItem"}) {
      CHECK(fault(operation, R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"ConditionExpression":"a = :s OR a = :t",
                                 "ExpressionAttributeValues":{":s":{"SS":["b","b"]},":t":{"NULL":"true"}}})",
                  region) == wrapped);
    }
    CHECK(fault("Query", R"({"TableName":"tab","KeyConditionExpression":"pk = :t","FilterExpression":"a = :s",
                             "ExpressionAttributeValues":{":s":{"SS":["b","b"]},":t":{"BOOL":"1"}}})",
                region) == wrapped);
    CHECK(fault("Query", R"({"TableName":"a;","KeyConditionExpression":"pk = :t","ExpressionAttributeValues":{":t":{"BOOL":"1"}}})",
                region) ==
          "ValidationException: 2 validation errors detected: "
          "Value 'a;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
          "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3");
    CHECK(fault("BatchGetItem", R"({"RequestItems":{"tab":{"Keys":[{"a":{"BOOL":"true"},"b":{"SS":["b","b"]}}]}}})", region) == unquoted);
    CHECK(fault("Scan", R"({"TableName":"tab","FilterExpression":"a = :s OR a = :t",
                            "ExpressionAttributeValues":{":s":{"SS":["b","b"]},":t":{"BOOL":"n"}}})",
                region) == wrapped);
  }
}

TEST_CASE("a BOOL or NULL may be written as true, t, yes, y, 1, false, f, no, n or 0, in any case") {
  TestEngine engine;
  engine.create_table("tab");
  for (const char* text : {"true", "T", "yes", "Y", "1", "false", "F", "No", "n", "0"}) {
    INFO(std::string(text));
    const bool value = std::string("tTyY1").find(text[0]) != std::string::npos;
    engine.ok("PutItem", {{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", {{"BOOL", text}}}}}});
    CHECK(engine.ok("GetItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}}})")["Item"]["v"] == Json{{"BOOL", value}});
    engine.call("PutItem", {{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", {{"NULL", text}}}}}});
    CHECK(engine.status == (value ? 200 : 400));
  }
  CHECK(engine.fault("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"v":{"BOOL":"on"}}})") ==
        "SerializationException: Unexpected token received from parser");
}

TEST_CASE("a value with two types hands the request over to the older layer") {
  const std::string two = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
  CHECK(fault("PutItem", R"({"TableName":"tab","Item":{"a":{"S":"x","N":"1"}}})") == "ValidationException: " + two);
  CHECK(fault("UpdateItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET a = :v",
                                "ExpressionAttributeValues":{":v":{"S":"x","N":"1"}}})") ==
        "ValidationException: ExpressionAttributeValues contains invalid value: " + two + " for key :v");
  CHECK(fault("PutItem", R"({"TableName":"ab","Item":{"a":{"S":"x","N":"1"}},"ReturnValues":"A"})") ==
        "ValidationException: 2 validation errors detected: "
        "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        "Value 'A' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, "
        "NONE, UPDATED_NEW]");
}

TEST_CASE("a Query or Scan without a table name goes to the older layer") {
  for (const char* operation : {"Query", "Scan"}) {
    CHECK(fault(operation, R"({"Limit":0})") ==
          "ValidationException: 2 validation errors detected: "
          "Value null at 'tableName' failed to satisfy constraint: Member must not be null; "
          "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  }
}

TEST_CASE("a number in a Query or Scan that is not a 32-bit integer hands the request over to the older layer") {
  const std::string limit = " at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1";
  for (const char* operation : {"Query", "Scan"}) {
    CHECK(fault(operation, R"({"TableName":"tab","Limit":0})") ==
          kOne + "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
    CHECK(fault(operation, R"({"TableName":"tab","Limit":0.5})") == kOne + "Value '0'" + limit);
    CHECK(fault(operation, R"({"TableName":"tab","Limit":-3000000000})") == kOne + "Value '-2147483648'" + limit);
  }
  CHECK(fault("Scan", R"({"TableName":"tab","Segment":3000000000})") ==
        kOne + "Value '2147483647' at 'segment' failed to satisfy constraint: Member must have value less than or equal to 999999");
  CHECK(fault("Scan", R"({"TableName":"tab","TotalSegments":0.5})") ==
        kOne + "Value '0' at 'totalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1");
}

TEST_CASE("a Scan with a condition without an operator goes to the older layer") {
  CHECK(fault("Scan", R"({"TableName":"tab","Limit":0,"ScanFilter":{"x":{}}})") ==
        "ValidationException: 2 validation errors detected: "
        "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1; "
        "Value null at 'scanFilter.x.member.comparisonOperator' failed to satisfy constraint: Member must not be null");
}

TEST_CASE("an unknown comparison operator violates a constraint only in us-east-1") {
  const std::string invalid = "One or more parameter values were invalid: Invalid comparison operator";
  const std::string set =
      "failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, "
      "BEGINS_WITH, GE, CONTAINS]";
  const char* put = R"({"TableName":"tab","Item":{"pk":{"S":"a"}},"Expected":{"x":{"ComparisonOperator":"LIKE","Value":{"S":"a"}}}})";
  CHECK(fault("PutItem", put) == kOne + invalid);
  CHECK(fault("PutItem", put, "us-east-1") == kOne + "Value 'LIKE' at 'expected.x.member.comparisonOperator' " + set);
  const char* query = R"({"TableName":"tab","KeyConditions":{"pk":{"ComparisonOperator":"LIKE","AttributeValueList":[{"S":"a"}]}}})";
  CHECK(fault("Query", query) == "ValidationException: " + invalid);
  CHECK(fault("Query", query, "us-east-1") == kOne + "Value 'LIKE' at 'keyConditions.pk.member.comparisonOperator' " + set);
  const char* scan = R"({"TableName":"tab","ScanFilter":{"x":{"ComparisonOperator":"LIKE","AttributeValueList":[{"S":"a"}]}}})";
  CHECK(fault("Scan", scan) == "ValidationException: " + invalid);
  CHECK(fault("Scan", scan, "us-east-1") == kOne + "Value 'LIKE' at 'scanFilter.x.member.comparisonOperator' " + set);
}

TEST_CASE("batch writes and transactions belong to the older layer in every region") {
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    CHECK(fault("BatchWriteItem", R"({"RequestItems":{"tab":[{"PutRequest":{"Item":{"pk":{"NS":["1","1"]}}}}]}})", region) ==
          "ValidationException: Input collection contains duplicates");
    CHECK(fault("TransactGetItems", R"({"TransactItems":[{"Get":{"TableName":"tab","Key":{"pk":{"N":""}}}}]})", region) ==
          "ValidationException: The parameter cannot be converted to a numeric value");
  }
}

TEST_CASE("the older layer names the members of sets as they were sent, without quotation marks") {
  const std::string set = "ValidationException: One or more parameter values were invalid: Input collection ";
  const auto of_batch = [](const std::string& value) {
    return fault("BatchWriteItem", (R"({"RequestItems":{"tab":[{"PutRequest":{"Item":{"pk":)" + value + "}}}]}}").c_str());
  };
  CHECK(of_batch(R"({"SS":["b","a","b","C"]})") == set + "[b, a, b, C] contains duplicates.");
  CHECK(of_batch(R"({"BS":["Yg==","YQ==","Yg=="]})") == set + "[Yg==, YQ==, Yg==]of type BS contains duplicates.");
}

TEST_CASE("TransactWriteItems and PartiQL belong to the older layer in every region") {
  const auto transaction = [](const std::string& value) {
    return R"({"TransactItems":[{"Put":{"TableName":"tab","Item":{"pk":)" + value + "}}}]}";
  };
  const auto statement = [](const std::string& value) {
    return R"({"Statement":"SELECT * FROM tab WHERE pk = ?","Parameters":[)" + value + "]}";
  };
  const auto statements = [&](const char* list) {
    return [=](const std::string& value) { return "{\"" + std::string(list) + "\":[" + statement(value) + "]}"; };
  };
  const std::pair<const char*, std::function<std::string(const std::string&)>> requests[] = {
      {"TransactWriteItems", transaction},
      {"ExecuteStatement", statement},
      {"BatchExecuteStatement", statements("Statements")},
      {"ExecuteTransaction", statements("TransactStatements")}};
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    for (const auto& [operation, request] : requests) {
      INFO(operation << " " << region);
      const auto of_value = [&, &request = request, &operation = operation](const char* value) {
        return fault(operation, request(value).c_str(), region);
      };
      CHECK(of_value(R"({"N":""})") == "ValidationException: The parameter cannot be converted to a numeric value");
      CHECK(of_value(R"({"NS":["1","1.0"]})") == "ValidationException: Input collection contains duplicates");
      CHECK(of_value(R"({"SS":["b","a","b"]})") ==
            "ValidationException: One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.");
      CHECK(of_value(R"({"N":"1e2147483648"})") ==
            "ValidationException: The parameter cannot be converted to a numeric value: 1e2147483648");
    }
  }
}
