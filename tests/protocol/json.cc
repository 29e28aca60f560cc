#include "test_engine.h"

using namespace shardbook;

namespace {

const std::string kNotJson = R"({"__type":"com.amazon.coral.service#SerializationException"})";

/// Puts an item with this text as its attribute "v".
std::string put(TestEngine& engine, const std::string& value) {
  return engine.text("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"},"v":)" + value + "}}");
}

std::string kept(TestEngine& engine) { return engine.ok("GetItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}}})")["Item"]["v"].dump(); }

/// Returns the error of a ListTables with this JSON as its Limit.
std::string limit(const std::string& json) {
  TestEngine engine;
  const Json answer = parse_json(engine.text("ListTables", R"({"Limit":)" + json + "}"));
  if (engine.status == 200) return "";
  return answer.value("message", answer.value("Message", std::string("not JSON")));
}

std::string limit_fault(const std::string& value, const char* relation) {
  return "1 validation error detected: Value '" + value + "' at 'limit' failed to satisfy constraint: Member must have value " + relation;
}

}  // namespace

TEST_CASE("a body that is not JSON from start to end is refused without a message") {
  TestEngine engine;
  for (const std::string body : {"",
                                 " ",
                                 "\xef\xbb\xbf{}",
                                 "{}{}",
                                 "{} x",
                                 "{},",
                                 "[]",
                                 "[{}]",
                                 "\"\"",
                                 "5",
                                 "true",
                                 "{'a':1}",
                                 "{\"a\":1,}",
                                 "{a:1}",
                                 "{\"a\" 1}",
                                 "{\"a\":}",
                                 "{\"a\":1 /* one */}",
                                 "{\"a\":\"\t\"}",
                                 "{\"a\":\"\n\"}",
                                 "{\"a\":\"\\x41\"}",
                                 "{\"a\":\"\\u12\"}",
                                 "{\"a\":\"\\u12g4\"}",
                                 "{\"a\":NaN}",
                                 "{\"a\":Infinity}",
                                 "{\"a\":tru}"}) {
    INFO(body);
    CHECK(engine.text("ListTables", body) == kNotJson);
    CHECK(engine.status == 400);
  }
  CHECK(engine.text("ListTables", std::string_view("{}\0", 3)) == kNotJson);
  CHECK(engine.text("ListTables", std::string_view("{\"a\":\"\0\"}", 9)) == kNotJson);
}

TEST_CASE("white space around JSON is ignored") {
  TestEngine engine;
  CHECK(engine.text("ListTables", " \r\n\t{ \"Limit\" :\n1 } \r\n") == R"({"TableNames":[]})");
}

TEST_CASE("invalid UTF-8 and unpaired surrogates are refused") {
  TestEngine engine;
  engine.create_table("books");
  for (const char* text : {"\xff", "\x80", "\xc3", "\xc0\xaf", "\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\\ud800", "\\udc00",
                           "\\udc00\\ud800", "\\ud800\\u0041", "\\ud800x"}) {
    INFO(text);
    CHECK(put(engine, std::string(R"({"S":")") + text + "\"}") == kNotJson);
    CHECK(put(engine, std::string(R"({"M":{")") + text + R"(":{"S":"a"}}})") == kNotJson);
    CHECK(engine.text("ListTables", std::string(R"({"Unheard":")") + text + "\"}") == kNotJson);
  }
}

TEST_CASE("escapes are decoded in values and in member names") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(put(engine, R"({"\u0053":"\u0041\"\\\/\b\f\n\r\t\u0000\u00e9\ud83d\ude00"})") == "{}");
  CHECK(parse_json(kept(engine))["S"] == std::string("A\"\\/\b\f\n\r\t\0\u00e9\U0001f600", 16));
  CHECK(engine.text("ListTables", "{\"\\u004cimit\":0}").find("at 'limit'") != std::string::npos);
}

TEST_CASE("the last of equal members wins") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(limit(R"(0,"Limit":1)").empty());
  CHECK(limit(R"(1,"Limit":0)") == limit_fault("0", "greater than or equal to 1"));
  CHECK(limit(R"(0,"Limit":null)").empty());
  CHECK(put(engine, R"({"S":"first"},"v":{"S":"second"})") == "{}");
  CHECK(kept(engine) == R"({"S":"second"})");
  CHECK(put(engine, R"({"S":"first","S":"second"})") == "{}");
  CHECK(kept(engine) == R"({"S":"second"})");
  CHECK(put(engine, R"({"L":[{"S":"a"}],"L":[{"N":"1"}]})") == "{}");
  CHECK(kept(engine) == R"({"L":[{"N":"1"}]})");
  CHECK(put(engine, R"({"M":{"a":{"S":"first"},"a":{"S":"second"}}})") == "{}");
  CHECK(kept(engine) == R"({"M":{"a":{"S":"second"}}})");
  CHECK(put(engine, R"({"S":"a","S":null})").find("Supplied AttributeValue is empty") != std::string::npos);
  CHECK(put(engine, R"({"S":"a","N":"1","S":"b"})").find("more than one datatypes") != std::string::npos);
  CHECK(engine.text("GetItem", R"({"TableName":"books","Key":{"pk":{"S":"a"}},"ProjectionExpression":"#a",
                                 "ExpressionAttributeNames":{"#a":"nothing","#a":"pk"}})") == R"({"Item":{"pk":{"S":"a"}}})");
}

TEST_CASE("a hundred thousand names are parsed in a moment") {
  TestEngine engine;
  engine.create_table("books");
  std::string names;
  for (int i = 0; i < 100'000; ++i) names += (names.empty() ? "\"#" : ",\"#") + std::to_string(i % 50'000) + R"(":"a")";
  const std::string body =
      R"({"TableName":"books","Key":{"pk":{"S":"a"}},"ProjectionExpression":"pk","ExpressionAttributeNames":{)" + names + "}}";
  CHECK(engine.text("GetItem", body).find("unused in expressions: keys: {#") != std::string::npos);
}

TEST_CASE("JSON numbers are rounded down to integers and clamped to the range") {
  CHECK(limit("1.9").empty());
  CHECK(limit("1E0").empty());
  CHECK(limit("100").empty());
  CHECK(limit("0.5") == limit_fault("0", "greater than or equal to 1"));
  CHECK(limit("-0") == limit_fault("0", "greater than or equal to 1"));
  CHECK(limit("-0.0") == limit_fault("0", "greater than or equal to 1"));
  CHECK(limit("0e999") == limit_fault("0", "greater than or equal to 1"));
  CHECK(limit("-1.5") == limit_fault("-2", "greater than or equal to 1"));
  CHECK(limit("1e-400") == limit_fault("0", "greater than or equal to 1"));
  CHECK(limit("1e400") == limit_fault("2147483647", "less than or equal to 100"));
  CHECK(limit("-1e400") == limit_fault("-2147483648", "greater than or equal to 1"));
  CHECK(limit("18446744073709551615") == limit_fault("2147483647", "less than or equal to 100"));
  CHECK(limit("18446744073709551616") == limit_fault("2147483647", "less than or equal to 100"));
  CHECK(limit(std::string(100'000, '9')) == limit_fault("2147483647", "less than or equal to 100"));
  for (const char* text : {"01", "+1", ".5", "1.", "-", "1e", "1e+", "0x1", "1_0", "--1", "1.e1"}) CHECK(limit(text) == "not JSON");
}

TEST_CASE("a number in place of a string is named after how it is written") {
  TestEngine engine;
  const auto message = [&](const std::string& number) {
    return parse_json(engine.text("ListTables", R"({"ExclusiveStartTableName":)" + number + "}"))["Message"];
  };
  for (const char* whole : {"1", "-1", "-0", "18446744073709551615", "123456789012345678901234567890"}) {
    CHECK(message(whole) == "NUMBER_VALUE cannot be converted to String");
  }
  for (const char* fraction : {"1.0", "1e2", "-0.0", "1E400", "123456789012345678901234567890.5"}) {
    CHECK(message(fraction) == "DECIMAL_VALUE cannot be converted to String");
  }
}

TEST_CASE("a timestamp outside all dates is in the future, or before all records") {
  TestEngine engine;
  engine.create_table("books", false, {{"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "KEYS_ONLY"}}}});
  const Json stream = engine.ok("ListStreams", Json::object())["Streams"][0]["StreamArn"];
  const Json shards = engine.ok("DescribeStream", {{"StreamArn", stream}})["StreamDescription"]["Shards"];
  const auto answer = [&](const std::string& timestamp) {
    return engine.text("GetShardIterator", R"({"ShardIteratorType":"AT_TIMESTAMP","StreamArn":)" + stream.dump() + R"(,"ShardId":)" +
                                               shards[0]["ShardId"].dump() + R"(,"Timestamp":)" + timestamp + "}");
  };
  for (const char* timestamp : {"1e12", "1e300", "1e400", "99999999999999999999999"}) {
    CHECK(answer(timestamp).find("in the future") != std::string::npos);
  }
  for (const char* timestamp : {"0", "-1e400", "0e400", "1e-400"}) CHECK(answer(timestamp).find("ShardIterator") != std::string::npos);
}

TEST_CASE("an error that quotes an expression quotes whole characters") {
  TestEngine engine;
  engine.create_table("books");
  const auto fault = [&](const char* expression) {
    return engine.fault("DeleteItem", Json{{"TableName", "books"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"ConditionExpression", expression}});
  };
  const std::string start = "ValidationException: 1 validation error detected: Invalid ConditionExpression: Syntax error; token: ";
  CHECK(fault("é = a") == start + R"("é", near: "é =")");
  CHECK(fault("a = 😀😀b") == start + R"("😀", near: "= 😀😀")");
  CHECK(fault("a = ?éb") == start + R"("?", near: "= ?é")");
}
