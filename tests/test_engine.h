#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

/// Compiled once, in test_engine.cc: in every test it took longer than the test.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace shardbook {

using Json = nlohmann::ordered_json;

/// An engine as a client sees it: requests and answers as JSON, the clock in the test's hands.
class TestEngine {
 public:
  explicit TestEngine(Options options = {}) : engine(options) {}

  /// The answer's body; the status is in `status`. The operation's service is found by its name.
  Json call(const std::string& operation, const Json& body);
  Json call(const std::string& operation, const char* body);

  std::string text(const std::string& operation, std::string_view body);

  /// The body of a call that must succeed.
  Json ok(const std::string& operation, const Json& body);
  Json ok(const std::string& operation, const char* body);

  /// "ValidationException: ..." of a call that must fail.
  std::string fault(const std::string& operation, const Json& body);
  std::string fault(const std::string& operation, const char* body);

  /// A table with a string key "pk", and "sk" if asked for, on demand unless `extra` says otherwise.
  void create_table(const std::string& name, bool with_range = false, Json extra = Json::object());

  /// All items of a table, in hash order, as one text: to see that nothing has changed.
  std::string contents(const std::string& table);

  Engine engine;
  std::string region = "us-east-2";
  std::int64_t now = 1'700'000'000'000;
  int status = 0;
};

}  // namespace shardbook
