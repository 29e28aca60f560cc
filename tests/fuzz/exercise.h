#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

namespace shardbook {

/// Calls every kind of operation on whatever tables and streams an engine has, now and in the years to come. Returns false if an answer is
/// not one that the service could give.
class Exercise {
 public:
  Exercise(Engine& engine, std::int64_t now) : engine_(engine), now_(now) {}

  bool run() {
    for (const char* region : {"us-east-1", "us-east-2"}) {
      region_ = region;
      const auto tables = call("ListTables", {});
      for (const auto& name : tables.value("TableNames", nlohmann::json::array())) use_table(name);
      read_streams();
      now_ += kDay;
      engine_.advance(now_);
      for (const auto& name : tables.value("TableNames", nlohmann::json::array())) use_table(name);
      now_ += 4000 * kDay;
      engine_.advance(now_);
      read_streams();
      for (const auto& name : tables.value("TableNames", nlohmann::json::array())) call("DeleteTable", {{"TableName", name}});
      now_ += 2 * kDay;
      read_streams();
    }
    engine_.inspect(R"({"kind":"tables"})");
    engine_.inspect(R"({"kind":"streams"})");
    engine_.drain_events();
    engine_.export_state();
    return good_;
  }

 private:
  static constexpr std::int64_t kDay = 24LL * 3600 * 1000;

  nlohmann::json call(const std::string& operation, const nlohmann::json& body, const char* service = "DynamoDB_20120810.") {
    const std::string text = body.is_null() ? "{}" : body.dump();
    const Response response = engine_.handle({region_, service + operation, text, ++now_});
    if (response.status != 200 && response.status != 400) good_ = false;
    auto answer = nlohmann::json::parse(response.body, nullptr, false);
    if (answer.is_discarded()) good_ = false;
    return response.status == 200 && answer.is_object() ? answer : nlohmann::json::object();
  }
  nlohmann::json stream_call(const std::string& operation, const nlohmann::json& body) {
    return call(operation, body, "DynamoDBStreams_20120810.");
  }

  void use_table(const std::string& name) {
    const nlohmann::json table = {{"TableName", name}};
    const auto described = call("DescribeTable", table);
    engine_.inspect(nlohmann::json({{"kind", "items"}, {"region", region_}, {"table", name}, {"limit", 10}}).dump());
    auto request = table;
    const auto scanned = call("Scan", request);
    for (const char* kind : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"}) {
      for (const auto& index : described.value("Table", nlohmann::json::object()).value(kind, nlohmann::json::array())) {
        request["IndexName"] = index["IndexName"];
        call("Scan", request);
      }
    }
    if (!described.contains("Table")) return;
    for (const auto& item : scanned.value("Items", nlohmann::json::array())) use_item(table, item, described["Table"]["KeySchema"]);
    for (const char* read : {"DescribeTimeToLive", "DescribeContinuousBackups"}) call(read, table);
    call("ListTagsOfResource", {{"ResourceArn", described["Table"]["TableArn"]}});
    call("GetResourcePolicy", {{"ResourceArn", described["Table"]["TableArn"]}});
    call("UpdateTable", {{"TableName", name}, {"BillingMode", "PAY_PER_REQUEST"}});
    call("UpdateTable", {{"TableName", name}, {"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}});
  }

  void use_item(const nlohmann::json& table, const nlohmann::json& item, const nlohmann::json& schema) {
    nlohmann::json key = nlohmann::json::object();
    for (const auto& part : schema) {
      const std::string name = part["AttributeName"];
      if (item.contains(name)) key[name] = item[name];
    }
    auto request = table;
    request["Key"] = key;
    call("GetItem", request);
    request["UpdateExpression"] = "SET touched = :true";
    request["ExpressionAttributeValues"] = {{":true", {{"BOOL", true}}}};
    call("UpdateItem", request);
    request = table;
    request["Key"] = key;
    call("DeleteItem", request);
    request = table;
    request["Item"] = item;
    call("PutItem", request);
  }

  void read_streams() {
    const auto listed = stream_call("ListStreams", {});
    for (const auto& stream : listed.value("Streams", nlohmann::json::array())) {
      const nlohmann::json named = {{"StreamArn", stream["StreamArn"]}};
      const auto described = stream_call("DescribeStream", named)["StreamDescription"];
      if (!described.is_object()) continue;
      for (const auto& shard : described["Shards"]) {
        auto request = named;
        request["ShardId"] = shard["ShardId"];
        request["ShardIteratorType"] = "TRIM_HORIZON";
        const auto iterator = stream_call("GetShardIterator", request);
        if (iterator.contains("ShardIterator")) stream_call("GetRecords", iterator);
      }
    }
  }

  Engine& engine_;
  std::int64_t now_;
  std::string region_;
  bool good_ = true;
};

}  // namespace shardbook
