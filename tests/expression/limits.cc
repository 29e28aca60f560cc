#include "test_engine.h"

using namespace shardbook;

namespace {

/// Returns "ok", "failed" or the error of a condition on the table's only item, {pk: a, n: 1}.
std::string outcome(const std::string& condition, const Json& values = Json::object(), const Json& names = Json::object()) {
  TestEngine engine;
  engine.region = "us-east-1";
  engine.create_table("tab");
  const Json item = parse_json(R"({"pk":{"S":"a"},"n":{"N":"1"}})");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json body = {{"TableName", "tab"}, {"Item", item}, {"ConditionExpression", condition}};
  if (!values.empty()) body["ExpressionAttributeValues"] = values;
  if (!names.empty()) body["ExpressionAttributeNames"] = names;
  const Json answer = engine.call("PutItem", body);
  if (engine.status == 200) return "ok";
  const std::string message = answer["message"];
  return message == "The conditional request failed" ? "failed" : message;
}

std::string repeated(const std::string& text, int times, const std::string& between = "") {
  std::string out;
  for (int i = 0; i < times; ++i) out += (i > 0 ? between : "") + text;
  return out;
}

const Json kV = parse_json(R"({":v":{"N":"1"}})");
const std::string kInvalid = "1 validation error detected: Invalid ConditionExpression: ";
const std::string kTooMany = kInvalid + "The expression contains too many operators; operator count: 301";

}  // namespace

TEST_CASE("an expression has at most 4096 bytes") {
  const std::string test = "attribute_exists(n)";
  CHECK(outcome(test + std::string(4096 - test.size(), ' ')) == "ok");
  const std::string too_long = kInvalid + "Expression size has exceeded the maximum allowed size;";
  CHECK(outcome(test + std::string(4097 - test.size(), ' ')) == too_long);
  CHECK(outcome(repeated("ä", 2049)) == too_long);
}

TEST_CASE("an expression has at most 300 operators and functions") {
  CHECK(outcome(repeated("n=:v", 150, " AND ") + " AND n=:v", kV) == kTooMany);
  CHECK(outcome("NOT " + repeated("n=:v", 150, " AND "), kV) == "failed");
  CHECK(outcome("NOT NOT " + repeated("n=:v", 150, " AND "), kV) == kTooMany);
  CHECK(outcome(repeated("n=:v", 149, " OR ") + " OR size(pk)=:v AND size(pk)<>:v", kV) == kTooMany);
  CHECK(outcome(repeated("NOT ", 299) + "n=:v", kV) == "failed");
  CHECK(outcome(repeated("NOT ", 300) + "n=:v", kV) == kTooMany);
}

TEST_CASE("IN takes at most 100 operands") {
  CHECK(outcome("n IN (" + repeated(":v", 100, ",") + ")", kV) == "ok");
  CHECK(outcome("n IN (" + repeated(":v", 101, ",") + ")", kV) ==
        kInvalid + "The IN operator is provided with too many operands; number of operands: 101");
}

TEST_CASE("an expression is parsed to its end, however deep it nests") {
  CHECK(outcome(repeated("(n=:v AND ", 149) + "n=:v" + repeated(")", 149), kV) == "ok");
  CHECK(outcome(repeated("NOT(", 298) + "n=:v" + repeated(")", 298), kV) == "ok");
  CHECK(outcome(repeated("NOT(", 800) + "n=:v" + repeated(")", 800), kV) == kTooMany);
  CHECK(outcome(repeated("NOT ", 1000) + "n=:v", kV) == kTooMany);
  CHECK(outcome(repeated("(", 2000) + "n=:v" + repeated(")", 2000), kV) == kInvalid + "The expression has redundant parentheses;");
  CHECK(outcome("n=" + repeated("(", 2000) + ":v" + repeated(")", 2000), kV) == kInvalid + "The expression has redundant parentheses;");
  CHECK(outcome(repeated("(", 4096)).find(kInvalid + "Syntax error; token: \"<EOF>\"") == 0);
  CHECK(outcome(repeated("size(", 600) + "n" + repeated(")", 600) + "<:v", kV) == kTooMany);
  CHECK(outcome(repeated("(", 10'000) + "n=:v" + repeated(")", 10'000), kV) ==
        kInvalid + "Expression size has exceeded the maximum allowed size;");
}

TEST_CASE("the error for an oversize expression gives its size only for a Scan's filter and a transaction's condition") {
  TestEngine engine;
  const std::string text(4097, 'a');
  const auto check = [&](const std::string& operation, const std::string& kind, const Json& body, const char* size) {
    INFO(operation << " " << kind);
    for (const char* region : {"us-east-1", "us-east-2"}) {
      engine.region = region;
      CHECK(engine.fault(operation, body) ==
            "ValidationException: Invalid " + kind + "Expression: Expression size has exceeded the maximum allowed size;" + size);
    }
  };
  const Json item = parse_json(R"({"TableName":"tab","Key":{"pk":{"S":"a"}}})");
  const auto with = [&](const Json& body, const char* expression) {
    Json out = body;
    out[expression] = text;
    return out;
  };
  const auto transaction = [](const char* action, const Json& members) { return Json{{"TransactItems", {{{action, members}}}}}; };
  const Json table = {{"TableName", "tab"}};
  check("Query", "KeyCondition", with(table, "KeyConditionExpression"), "");
  check("GetItem", "Projection", with(item, "ProjectionExpression"), "");
  check("BatchGetItem", "Projection",
        {{"RequestItems", {{"tab", with(parse_json(R"({"Keys":[{"pk":{"S":"a"}}]})"), "ProjectionExpression")}}}}, "");
  check("TransactGetItems", "Projection", transaction("Get", with(item, "ProjectionExpression")), "");
  check("TransactWriteItems", "Update", transaction("Update", with(item, "UpdateExpression")), "");
  check("TransactWriteItems", "Condition", transaction("ConditionCheck", with(item, "ConditionExpression")), " expression size: 4097");
  check("TransactWriteItems", "Condition", transaction("Delete", with(item, "ConditionExpression")), " expression size: 4097");
  check("Scan", "Filter", with(table, "FilterExpression"), " expression size: 4097");
}

TEST_CASE("a path in any kind of expression has at most 32 elements") {
  TestEngine engine;
  const std::string path = repeated("a", 33, ".");
  const auto check = [&](const std::string& operation, const std::string& kind, const Json& body) {
    INFO(operation << " " << kind);
    const std::string message = engine.fault(operation, body);
    const std::string expected = "Invalid " + kind + "Expression: The document path has too many nesting levels; nesting levels: 33";
    CHECK(message.substr(message.size() - std::min(message.size(), expected.size())) == expected);
  };
  const Json item = parse_json(R"({"TableName":"tab","Key":{"pk":{"S":"a"}}})");
  const auto with = [&](Json body, const char* expression, const std::string& value) {
    body[expression] = value;
    return body;
  };
  const Json table = {{"TableName", "tab"}};
  check("GetItem", "Projection", with(item, "ProjectionExpression", path));
  check("UpdateItem", "Update", with(item, "UpdateExpression", "REMOVE " + path));
  check("DeleteItem", "Condition", with(item, "ConditionExpression", "attribute_exists(" + path + ")"));
  check("Scan", "Filter", with(table, "FilterExpression", "attribute_exists(" + path + ")"));
  check("Query", "KeyCondition", with(table, "KeyConditionExpression", path + " = b"));
  check("TransactGetItems", "Projection", {{"TransactItems", {{{"Get", with(item, "ProjectionExpression", path)}}}}});
}

TEST_CASE("a document path has at most 32 elements") {
  const std::string too_deep = kInvalid + "The document path has too many nesting levels; nesting levels: ";
  CHECK(outcome("attribute_not_exists(" + repeated("a", 32, ".") + ")") == "ok");
  CHECK(outcome("attribute_not_exists(" + repeated("a", 33, ".") + ")") == too_deep + "33");
  CHECK(outcome("attribute_not_exists(a" + repeated("[0]", 32) + ")") == too_deep + "33");
  CHECK(outcome("attribute_not_exists(a" + repeated("[0]", 1350) + ")") == too_deep + "1351");
}

TEST_CASE("a placeholder has at most 255 bytes, and all of them together at most 2 MB") {
  const std::string longest(254, 'x');
  CHECK(outcome("n = :" + longest, {{":" + longest, kV[":v"]}}) == "ok");
  CHECK(outcome("#" + longest + " = :v", kV, {{"#" + longest, "n"}}) == "ok");
  CHECK(outcome("n = :" + longest + "x", {{":" + longest + "x", kV[":v"]}}) ==
        "1 validation error detected: ExpressionAttributeValues contains a key that is too long; size of key: 256");
  CHECK(outcome("#" + longest + "x = :v", kV, {{"#" + longest + "x", "n"}}) ==
        "1 validation error detected: ExpressionAttributeNames contains a key that is too long; size of key: 256");
  CHECK(outcome("n = :v", {{std::string(300, '-'), kV[":v"]}}) ==
        "1 validation error detected: ExpressionAttributeValues contains a key that is too long; size of key: 300");
  const auto with_value_of = [&](std::size_t size) { return outcome("pk = :v", {{":v", {{"S", std::string(size, 'x')}}}}); };
  CHECK(with_value_of(2 * 1024 * 1024 - 2) == "failed");
  CHECK(with_value_of(2 * 1024 * 1024 - 1) != "failed");
}

TEST_CASE("a list index is at most 4294967294") {
  const std::string too_great = kInvalid + "List index is not within the allowable range; index: ";
  CHECK(outcome("attribute_not_exists(a[4294967294])") == "ok");
  CHECK(outcome("attribute_not_exists(a[4294967295])") == too_great + "[4294967295]");
  CHECK(outcome("attribute_not_exists(a[99999999999999999999999])") == too_great + "[99999999999999999999999]");
}

TEST_CASE("a list index has no leading zeros") {
  CHECK(outcome("attribute_not_exists(a[0])") == "ok");
  CHECK(outcome("attribute_not_exists(a[00])") == kInvalid + R"(Syntax error; token: "0", near: "00]")");
  CHECK(outcome("attribute_not_exists(a[01])") == kInvalid + R"(Syntax error; token: "1", near: "01]")");
}
