#include "test_engine.h"

template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace shardbook {

Json parse_json(std::string_view text) { return Json::parse(text); }

TestEngine::~TestEngine() {
  const std::string bytes = engine.export_state();
  Engine copy;
  CHECK(copy.import_state(bytes));
  CHECK(copy.export_state() == bytes);
}

Json TestEngine::call(const std::string& operation, const Json& body) { return parse_json(text(operation, body.dump())); }
Json TestEngine::call(const std::string& operation, const char* body) { return call(operation, parse_json(body)); }

std::string TestEngine::text(const std::string& operation, std::string_view body) {
  const bool streams =
      operation == "ListStreams" || operation == "DescribeStream" || operation == "GetShardIterator" || operation == "GetRecords";
  const std::string target = (streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
  Response response = engine.handle({region, target, body, now});
  status = response.status;
  return std::move(response.body);
}

Json TestEngine::ok(const std::string& operation, const Json& body) {
  Json answer = call(operation, body);
  INFO(operation << " " << body.dump() << " -> " << answer.dump());
  REQUIRE(status == 200);
  return answer;
}
Json TestEngine::ok(const std::string& operation, const char* body) { return ok(operation, parse_json(body)); }

std::string TestEngine::fault(const std::string& operation, const Json& body) {
  const Json answer = call(operation, body);
  INFO(operation << " " << body.dump() << " -> " << answer.dump());
  REQUIRE(status != 200);
  const std::string type = answer["__type"];
  const std::string message = answer.value("message", answer.value("Message", std::string()));
  return type.substr(type.find('#') + 1) + ": " + message;
}
std::string TestEngine::fault(const std::string& operation, const char* body) { return fault(operation, parse_json(body)); }

void TestEngine::create_table(const std::string& name, bool with_range, Json extra) {
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

std::string TestEngine::contents(const std::string& table) { return call("Scan", Json{{"TableName", table}}).dump(); }

std::string fault_everywhere(const std::string& operation, const Json& body) {
  TestEngine engine;
  engine.region = "eu-west-2";
  const std::string fault = engine.fault(operation, body);
  engine.region = "us-east-1";
  CHECK(engine.fault(operation, body) == fault);
  return fault;
}

}  // namespace shardbook
