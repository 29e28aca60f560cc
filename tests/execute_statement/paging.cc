#include "execute_statement/statements.h"

using namespace shardbook;

namespace {

/// Returns all pages, concatenated.
std::string all_pages(TestEngine& engine, const std::string& text, int limit) {
  std::string out;
  Json extra = {{"Limit", limit}};
  for (int page = 0; page < 20; ++page) {
    const Json answer = engine.ok("ExecuteStatement", statement(text, {}, extra));
    CHECK(answer["Items"].size() <= static_cast<std::size_t>(limit));
    CHECK(answer.contains("NextToken") == answer.contains("LastEvaluatedKey"));
    const std::string found = keys(answer);
    out += (out.empty() || found.empty() ? "" : " ") + found;
    if (!answer.contains("NextToken")) return out;
    extra["NextToken"] = answer["NextToken"];
  }
  return "endless";
}

}  // namespace

TEST_CASE("pages of a SELECT continue where the previous one ended") {
  TestEngine engine = with_books();
  for (const char* text :
       {"SELECT * FROM books", "SELECT * FROM books WHERE pk = 'b'", "SELECT * FROM books WHERE pk = 'b' ORDER BY sk DESC",
        "SELECT * FROM books WHERE pk IN ['c', 'a'] ORDER BY pk DESC, sk DESC",
        "SELECT * FROM books WHERE pk IN ['c', 'a', 'b'] AND sk < 's4' ORDER BY sk, pk",
        "SELECT * FROM books WHERE pk IN ['c', 'a', 'b'] AND sk < 's4' ORDER BY sk DESC, pk",
        "SELECT * FROM books WHERE pk IN ['c', 'a'] AND sk IN ['s3', 's1'] ORDER BY pk, sk DESC",
        "SELECT * FROM books WHERE pk = 'b' AND (sk < 's2' OR sk > 's3') ORDER BY pk DESC",
        "SELECT * FROM books WHERE (pk = 'a' AND sk <= 's2' OR pk = 'b' AND sk IN ['s4', 's2']) ORDER BY pk DESC"}) {
    const std::string whole = all_pages(engine, text, 100);
    CHECK(whole.size() >= 5);
    for (int limit = 1; limit < 6; ++limit) CHECK(all_pages(engine, text, limit) == whole);
  }
}

TEST_CASE("Limit counts evaluated items, not matching ones") {
  TestEngine engine = with_books();
  const Json answer = engine.ok("ExecuteStatement", statement("SELECT * FROM books WHERE pk = 'a' AND n = 4", {}, {{"Limit", 2}}));
  CHECK(answer["Items"].empty());
  CHECK(answer["LastEvaluatedKey"] == parse_json(R"({"pk":{"S":"a"},"sk":{"S":"s2"}})"));
  CHECK(engine.fault("ExecuteStatement", statement("SELECT * FROM books", {}, {{"Limit", 0}})) ==
        "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value "
        "greater than or equal to 1");
}

TEST_CASE("nothing follows the one item of a whole key") {
  TestEngine engine = with_books();
  const Json answer = engine.ok("ExecuteStatement", statement("SELECT * FROM books WHERE pk = 'a' AND sk = 's1'", {}, {{"Limit", 1}}));
  CHECK(keys(answer) == "a1");
  CHECK(!answer.contains("NextToken"));
  CHECK(!answer.contains("LastEvaluatedKey"));
}

TEST_CASE("a list of partition keys is returned in pages of ten items") {
  TestEngine engine = with_books();
  Json answer = engine.ok("ExecuteStatement", statement("SELECT * FROM books WHERE pk IN ['a', 'b', 'c']"));
  CHECK(answer["Items"].size() == 10);
  answer =
      engine.ok("ExecuteStatement", statement("SELECT * FROM books WHERE pk IN ['a', 'b', 'c']", {}, {{"NextToken", answer["NextToken"]}}));
  CHECK(answer["Items"].size() == 2);
  CHECK(!answer.contains("NextToken"));
}

TEST_CASE("a NextToken is valid only for its own statement and parameters") {
  TestEngine engine = with_books();
  const std::string text = "SELECT * FROM books WHERE pk = ?";
  const Json a = {{{"S", "a"}}};
  const std::string token = engine.ok("ExecuteStatement", statement(text, a, {{"Limit", 1}}))["NextToken"];
  CHECK(keys(engine.ok("ExecuteStatement", statement(text, a, {{"NextToken", token}}))) == "a2 a3 a4");
  const auto refused = [&](const std::string& text, const Json& parameters, const std::string& token) {
    return engine.fault("ExecuteStatement", statement(text, parameters, {{"NextToken", token}}));
  };
  CHECK(refused(text, {{{"S", "b"}}}, token) == "ValidationException: NextToken does not match request");
  CHECK(refused("SELECT * FROM books", {}, token) == "ValidationException: NextToken does not match request");
  CHECK(refused(text, a, "abc") == "ValidationException: Invalid NextToken");
  CHECK(refused(text, a, token.substr(4)) == "ValidationException: Invalid NextToken");
}

TEST_CASE("a NextToken depends on the statement's exact text and the scales of numbers, but not on Limit") {
  TestEngine engine = with_books();
  const std::string text = "SELECT * FROM books WHERE pk = 'a' AND n < ?";
  const auto page = [&](const std::string& text, const Json& parameters, const Json& extra) {
    return engine.call("ExecuteStatement", statement(text, parameters, extra));
  };
  const auto number = [](const char* digits) { return Json{{{"N", digits}}}; };
  const std::string token = page(text, number("10"), {{"Limit", 1}})["NextToken"];
  for (const char* same : {"10", "+10", "010", "10e0"}) {
    CHECK(page(text, number(same), {{"NextToken", token}}).contains("Items"));
  }
  for (const char* other : {"10.0", "1e1", "1.0e2", "11"}) {
    CHECK(page(text, number(other), {{"NextToken", token}})["message"] == "NextToken does not match request");
  }
  CHECK(page("SELECT  * FROM books WHERE pk = 'a' AND n < ?", number("10"), {{"NextToken", token}})["message"] ==
        "NextToken does not match request");
  CHECK(keys(page(text, number("10"), {{"NextToken", token}, {"Limit", 2}})) == "a2 a3");
}

TEST_CASE("a statement with a list or map parameter cannot be continued") {
  TestEngine engine = with_books();
  const std::string text = "SELECT * FROM books WHERE pk = 'a' AND info <> ?";
  for (const Json& parameter : {parse_json(R"({"L":[{"S":"a"}]})"), parse_json(R"({"M":{}})")}) {
    const Json answer = engine.ok("ExecuteStatement", statement(text, {parameter}, {{"Limit", 1}}));
    CHECK(engine.fault("ExecuteStatement", statement(text, {parameter}, {{"NextToken", answer["NextToken"]}})) ==
          "ValidationException: NextToken does not match request");
  }
  const Json set = parse_json(R"([{"NS":["1","2.50"]}])");
  const std::string token = engine.ok("ExecuteStatement", statement(text, set, {{"Limit", 1}}))["NextToken"];
  CHECK(keys(engine.ok("ExecuteStatement", statement(text, set, {{"NextToken", token}}))) == "a2 a3 a4");
  CHECK(engine.fault("ExecuteStatement", statement(text, parse_json(R"([{"NS":["1","2.5"]}])"), {{"NextToken", token}})) ==
        "ValidationException: NextToken does not match request");
}

TEST_CASE("a page of a SELECT ends at one megabyte") {
  TestEngine engine;
  engine.create_table("big", true);
  const std::string text(300'000, 'x');
  for (int i = 0; i < 5; ++i) {
    engine.ok("PutItem",
              Json{{"TableName", "big"}, {"Item", {{"pk", {{"S", "p"}}}, {"sk", {{"S", std::to_string(i)}}}, {"text", {{"S", text}}}}}});
  }
  const Json answer =
      engine.ok("ExecuteStatement", statement("SELECT sk FROM big WHERE pk = 'p'", {}, {{"ReturnConsumedCapacity", "TOTAL"}}));
  CHECK(answer["Items"].size() == 4);
  CHECK(answer["LastEvaluatedKey"]["sk"]["S"] == "3");
  CHECK(answer["ConsumedCapacity"]["CapacityUnits"] == 146.5);
}
