#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

namespace shardbook {

using Json = nlohmann::ordered_json;

/// An engine as a client sees it: requests and answers as JSON, the clock in the test's hands.
class TestEngine {
 public:
  explicit TestEngine(Options options = {}) : engine(options) {}

  /// The answer's body; the status is in `status`. The operation's service is found by its name.
  Json call(const std::string& operation, const Json& body) { return Json::parse(text(operation, body.dump())); }
  Json call(const std::string& operation, const char* body) { return call(operation, Json::parse(body)); }

  std::string text(const std::string& operation, std::string_view body) {
    const bool streams =
        operation == "ListStreams" || operation == "DescribeStream" || operation == "GetShardIterator" || operation == "GetRecords";
    const std::string target = (streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
    Response response = engine.handle({region, target, body, now});
    status = response.status;
    return std::move(response.body);
  }

  /// The body of a call that must succeed.
  Json ok(const std::string& operation, const Json& body) {
    Json answer = call(operation, body);
    INFO(operation << " " << body.dump() << " -> " << answer.dump());
    REQUIRE(status == 200);
    return answer;
  }
  Json ok(const std::string& operation, const char* body) { return ok(operation, Json::parse(body)); }

  /// "ValidationException: ..." of a call that must fail.
  std::string fault(const std::string& operation, const Json& body) {
    const Json answer = call(operation, body);
    INFO(operation << " " << body.dump() << " -> " << answer.dump());
    REQUIRE(status != 200);
    const std::string type = answer["__type"];
    const std::string message = answer.value("message", answer.value("Message", std::string()));
    return type.substr(type.find('#') + 1) + ": " + message;
  }
  std::string fault(const std::string& operation, const char* body) { return fault(operation, Json::parse(body)); }

  /// A table with a string key "pk", and "sk" if asked for, on demand unless `extra` says otherwise.
  void create_table(const std::string& name, bool with_range = false, Json extra = Json::object()) {
    Json body = {{"TableName", name},
                 {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
                 {"AttributeDefinitions", {{{"AttributeName", "pk"}, {"AttributeType", "S"}}}},
                 {"BillingMode", "PAY_PER_REQUEST"}};
    if (with_range) {
      body["KeySchema"].push_back({{"AttributeName", "sk"}, {"KeyType", "RANGE"}});
      body["AttributeDefinitions"].push_back({{"AttributeName", "sk"}, {"AttributeType", "S"}});
    }
    body.update(extra);
    ok("CreateTable", body);
  }

  /// All items of a table, in hash order, as one text: to see that nothing has changed.
  std::string contents(const std::string& table) { return call("Scan", Json{{"TableName", table}}).dump(); }

  Engine engine;
  std::string region = "us-east-2";
  std::int64_t now = 1'700'000'000'000;
  int status = 0;
};

}  // namespace shardbook
