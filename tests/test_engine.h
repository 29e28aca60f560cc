#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

/// Compiled once, in test_engine.cc: in each test it took longer than the test itself.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace shardbook {

using Json = nlohmann::ordered_json;

/// Json::parse compiled once: as a template it is compiled anew for each length of a literal.
Json parse_json(std::string_view text);

/// An engine as clients see it: requests and responses as JSON, with the clock controlled by the test.
class TestEngine {
 public:
  explicit TestEngine(Options options = {}) : engine(options) {}
  /// Checks that an export of whatever state the test has reached is sound, and says all.
  TestEngine(TestEngine&&) = default;
  ~TestEngine();

  /// Returns the response body and sets `status`. Finds the operation's service by its name.
  Json call(const std::string& operation, const Json& body);
  Json call(const std::string& operation, const char* body);

  std::string text(const std::string& operation, std::string_view body);

  /// Returns the body of a call, which must succeed.
  Json ok(const std::string& operation, const Json& body);
  Json ok(const std::string& operation, const char* body);

  /// Returns "ValidationException: ..." for a call, which must fail.
  std::string fault(const std::string& operation, const Json& body);
  std::string fault(const std::string& operation, const char* body);

  /// Creates a table with a string key "pk", and "sk" if requested, on demand unless `extra` says otherwise.
  void create_table(const std::string& name, bool with_range = false, Json extra = Json::object());

  /// Returns all items of a table, in hash order, as one string: to see that nothing has changed.
  std::string contents(const std::string& table);

  Engine engine;
  std::string region = "us-east-2";
  std::int64_t now = 1'700'000'000'000;
  int status = 0;
};

/// Returns the error of a request that no region accepts; it must be the same with either validation layer.
std::string fault_everywhere(const std::string& operation, const Json& body);

}  // namespace shardbook
