// The workload of workload.ts against the native build; prints {"putItem":..,"getItem":..,"query":..}, medians in microseconds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "shardbook/engine.h"

namespace {

constexpr int kItemsAKey = 100;

std::string key(int index) {
  char sk[16];
  std::snprintf(sk, sizeof sk, "title-%04d", index % kItemsAKey);
  return "\"pk\":{\"S\":\"author-" + std::to_string(index / kItemsAKey) + "\"},\"sk\":{\"S\":\"" + sk + "\"}";
}

std::string put_item(int index) {
  return "{\"TableName\":\"bench\",\"Item\":{" + key(index) + ",\"name\":{\"S\":\"Moby Dick\"},\"rating\":{\"N\":\"" +
         std::to_string(index % 5) + ".5\"},\"fill\":{\"S\":\"" + std::string(950, 'x') + "\"}}}";
}

std::string get_item(int index) { return "{\"TableName\":\"bench\",\"Key\":{" + key(index) + "}}"; }

std::string query(int index) {
  return "{\"TableName\":\"bench\",\"KeyConditionExpression\":\"pk = :pk\",\"ExpressionAttributeValues\":{\":pk\":{\"S\":\"author-" +
         std::to_string(index / kItemsAKey) + "\"}}}";
}

template <class Body>
double median_of(shardbook::Engine& engine, const std::string& operation, int count, Body body) {
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    const std::string text = body(i);
    const std::string target = "DynamoDB_20120810." + operation;
    const auto started = std::chrono::steady_clock::now();
    const shardbook::Response response = engine.handle({"us-east-1", target, text, 1'700'000'000'000});
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - started).count());
    if (response.status != 200) std::fprintf(stderr, "%s\n", response.body.c_str());
  }
  std::nth_element(times.begin(), times.begin() + count / 2, times.end());
  return times[static_cast<std::size_t>(count) / 2];
}

}  // namespace

int main() {
  constexpr int kItems = 20'000;
  shardbook::Engine engine;
  engine.handle({"us-east-1", "DynamoDB_20120810.CreateTable",
                 R"({"TableName":"bench","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],)"
                 R"("AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"}],)"
                 R"("BillingMode":"PAY_PER_REQUEST"})",
                 1'700'000'000'000});
  const double put = median_of(engine, "PutItem", kItems, put_item);
  const double get = median_of(engine, "GetItem", kItems, get_item);
  const double page = median_of(engine, "Query", 1'000, [](int i) { return query(i * kItemsAKey % kItems); });
  std::printf("{\"putItem\":%.3f,\"getItem\":%.3f,\"query\":%.3f}\n", put, get, page);
}
