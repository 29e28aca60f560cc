#pragma once

#include <cctype>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shardbook/engine.h"

namespace shardbook {

/// An engine with a table that is fed random text and must always answer.
class FuzzedEngine {
 public:
  FuzzedEngine() {
    answer("DynamoDB_20120810.CreateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST",
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"g","AttributeType":"S"}],
      "GlobalSecondaryIndexes":[{"IndexName":"byG","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
        "Projection":{"ProjectionType":"ALL"}}],
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})");
    answer("DynamoDB_20120810.PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"g":{"S":"b"},"s":{"SS":["a","b"]},
      "l":{"L":[{"N":"1"},{"S":"b"}]},"m":{"M":{"x":{"N":"1"},"l":{"L":[{"N":"1"}]}}},"a":{"N":"1"},"b":{"B":"AAE="}}})");
    start_ = engine_.snapshot();
    const auto listed = nlohmann::json::parse(engine_.inspect(R"({"kind":"operations"})"));
    for (const auto& operation : listed["operations"]) {
      targets_.push_back(operation["service"].get<std::string>() + "." + operation["name"].get<std::string>());
    }
  }

  /// Feeds a request body. `choice` selects operation and region.
  void take_request(unsigned choice, std::string_view body) {
    const std::size_t count = targets_.size();
    answer(targets_[choice % count], body, choice / count % 2 == 0 ? "us-east-1" : "us-east-2");
  }

  /// Feeds an expression, as each kind there is. It may use the placeholders of tests/expression/random-expressions.ts.
  void take_expression(std::string_view text) {
    nlohmann::json request = {{"TableName", "books"}, {"Key", {{"pk", {{"S", "a"}}}}}};
    define_used(request, "ExpressionAttributeNames", text, R"({"#a":"a","#b":"b","#dot":"m.x","#n":"m"})");
    define_used(request, "ExpressionAttributeValues", text, R"({":s":{"S":"ab"},":t":{"S":"b"},":n":{"N":"2"},":z":{"N":"-1"},
      ":b":{"B":"AAE="},":true":{"BOOL":true},":nul":{"NULL":true},":l":{"L":[{"N":"2"},{"S":"b"}]},":m":{"M":{"x":{"N":"2"}}},
      ":ss":{"SS":["b","ab"]},":ns":{"NS":["2","-1"]},":bs":{"BS":["AAE="]},":type":{"S":"N"}})");
    for (const char* kind : {"ConditionExpression", "UpdateExpression"}) answer_with("UpdateItem", request, kind, text);
    request.erase("Key");
    answer_with("Query", request, "KeyConditionExpression", text);
    for (const char* kind : {"FilterExpression", "ProjectionExpression"}) answer_with("Scan", request, kind, text);
  }

  /// Feeds a PartiQL statement.
  void take_statement(std::string_view text) { answer_with("ExecuteStatement", nlohmann::json::object(), "Statement", text); }

 private:
  static bool uses(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (end == text.size() || std::isalnum(static_cast<unsigned char>(text[end])) == 0) return true;
    }
    return false;
  }
  /// The service refuses placeholders that are not used.
  static void define_used(nlohmann::json& request, const char* member, std::string_view text, const char* placeholders) {
    const auto all = nlohmann::json::parse(placeholders);
    for (const auto& [name, meaning] : all.items())
      if (uses(text, name)) request[member][name] = meaning;
  }

  void answer_with(const std::string& operation, nlohmann::json request, const char* member, std::string_view text) {
    request[member] = text;
    answer("DynamoDB_20120810." + operation, request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }

  /// Aborts if the service could not give such an answer. Then returns to the initial state.
  void answer(std::string_view target, std::string_view body, std::string_view region = "us-east-1") {
    const Response response = engine_.handle({region, target, body, kNow});
    if (response.status != 200 && response.status != 400) std::abort();
    // Operations without output, such as TagResource, answer with nothing.
    if (!response.body.empty() && !nlohmann::json::accept(response.body)) std::abort();
    if (start_ != 0) engine_.restore(start_);
  }

  static constexpr std::int64_t kNow = 1'700'000'000'000;
  Engine engine_;
  std::uint32_t start_ = 0;
  std::vector<std::string> targets_;
};

}  // namespace shardbook
