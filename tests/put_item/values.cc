#include "test_engine.h"

using namespace shardbook;

namespace {

std::string fault_of_value(const char* value) {
  TestEngine engine;
  engine.create_table("tab");
  Json item = {{"pk", {{"S", "a"}}}, {"v", parse_json(value)}};
  const std::string message = engine.fault("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  CHECK(engine.ok("Scan", R"({"TableName":"tab"})")["Count"] == 0);
  return message.substr(std::string("ValidationException: ").size());
}

}  // namespace

TEST_CASE("all ten types are returned as they were put, numbers in plain notation") {
  TestEngine engine;
  engine.create_table("tab");
  const Json item = parse_json(
      R"({"pk":{"S":"ключ"},"s":{"S":"a\"\\\n\u0001é𝄞"},"n":{"N":"1e2"},"b":{"B":"AAEC"},"t":{"BOOL":true},"z":{"NULL":true},)"
      R"("m":{"M":{"k":{"L":[{"N":"-0.50"},{"M":{}}]}}},"ss":{"SS":["b","a"]},"ns":{"NS":["1.0","2"]},"bs":{"BS":["AA==","AQ=="]},"e":{"S":""}})");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item}});
  Json expected = item;
  expected["n"] = {{"N", "100"}};
  expected["m"]["M"]["k"]["L"][0] = {{"N", "-0.5"}};
  expected["ss"] = {{"SS", {"a", "b"}}};
  expected["ns"] = {{"NS", {"1", "2"}}};
  const Json got = engine.ok("GetItem", Json{{"TableName", "tab"}, {"Key", {{"pk", {{"S", "ключ"}}}}}})["Item"];
  CHECK(nlohmann::json(got) == nlohmann::json(expected));
}

TEST_CASE("invalid values report the service's errors") {
  const std::string invalid = "1 validation error detected: One or more parameter values were invalid: ";
  CHECK(fault_of_value("{}") == "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  CHECK(fault_of_value(R"({"S":"a","N":"1"})") ==
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  CHECK(fault_of_value(R"({"NULL":false})") == invalid + "Null attribute value types must have the value of true");
  CHECK(fault_of_value(R"({"SS":[]})") == invalid + "An string set  may not be empty");
  CHECK(fault_of_value(R"({"NS":[]})") == invalid + "An number set  may not be empty");
  CHECK(fault_of_value(R"({"BS":[]})") == invalid + "Binary sets should not be empty");
  CHECK(fault_of_value(R"({"SS":["b","a","b","C"]})") == invalid + R"(Input collection ["a", "b", "b", "C"] contains duplicates.)");
  CHECK(fault_of_value(R"({"BS":["Yg==","Yg=="]})") == invalid + R"(Input collection ["Yg==", "Yg=="]of type BS contains duplicates.)");
  CHECK(fault_of_value(R"({"NS":["1","1.0"]})") == invalid + "Input collection contains duplicates.");
}

TEST_CASE("invalid numbers report the service's errors") {
  const std::string counted = "1 validation error detected: ";
  const std::string overflow = counted + "Number overflow. Attempting to store a number with magnitude larger than supported range";
  const std::string underflow = counted + "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  const std::string not_numeric = counted + "The parameter cannot be converted to a numeric value: ";
  CHECK(fault_of_value(R"({"N":""})") == not_numeric);
  CHECK(fault_of_value(R"({"N":"one"})") == not_numeric + "one");
  CHECK(fault_of_value(R"({"N":"1.00000000000000000000000000000000000000001"})") ==
        counted + "Attempting to store more than 38 significant digits in a Number");
  CHECK(fault_of_value(R"({"N":"1e999"})") == overflow);
  CHECK(fault_of_value(R"({"N":"1e-999"})") == underflow);
  CHECK(fault_of_value(R"({"N":"0e126"})") == overflow);
  CHECK(fault_of_value(R"({"N":"0e-131"})") == underflow);
  CHECK(fault_of_value(R"({"N":"1e2147483647"})") == overflow);
  CHECK(fault_of_value(R"({"N":"1e9223372036854775807"})") == overflow);
  CHECK(fault_of_value(R"({"N":"1e-9223372036854775808"})") == underflow);
  CHECK(fault_of_value(R"({"N":"1e9223372036854775808"})") == not_numeric + "1e9223372036854775808");
}

TEST_CASE("keys must be present, of their type, not empty and not too long") {
  TestEngine engine;
  engine.create_table("tab", true);
  const auto fault = [&](const Json& item) { return engine.fault("PutItem", Json{{"TableName", "tab"}, {"Item", item}}); };
  const auto item = [](const Json& pk, const Json& sk) { return Json{{"pk", pk}, {"sk", sk}}; };
  const Json s = {{"S", "x"}};
  CHECK(fault({{"pk", s}}) == "ValidationException: One or more parameter values were invalid: Missing the key sk in the item");
  CHECK(fault(item(s, {{"N", "1"}})) ==
        "ValidationException: One or more parameter values were invalid: Type mismatch for key sk expected: S actual: N");
  CHECK(fault(item({{"S", ""}}, s)) ==
        "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
        "string "
        "value. Key: pk");
  CHECK(fault(item({{"S", std::string(2049, 'x')}}, s)) ==
        "ValidationException: One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes");
  CHECK(fault(item(s, {{"S", std::string(1025, 'x')}})) ==
        "ValidationException: One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of "
        "1024 "
        "bytes");
  engine.ok("PutItem", Json{{"TableName", "tab"}, {"Item", item({{"S", std::string(2048, 'x')}}, {{"S", std::string(1024, 'y')}})}});
  CHECK(engine.fault("GetItem", Json{{"TableName", "tab"}, {"Key", {{"pk", s}}}}) ==
        "ValidationException: The provided key element does not match the schema");
}

TEST_CASE("an item may have 400 KB including names, and not a byte more") {
  TestEngine engine;
  engine.create_table("tab");
  const std::size_t rest = 400 * 1024 - 3 - 1;  // pk: 2 + 1 bytes, the name v
  const auto put = [&](std::size_t size) {
    return engine.call("PutItem", Json{{"TableName", "tab"}, {"Item", {{"pk", {{"S", "a"}}}, {"v", {{"S", std::string(size, 'x')}}}}}});
  };
  put(rest);
  CHECK(engine.status == 200);
  CHECK(put(rest + 1)["message"] == "Item size has exceeded the maximum allowed size");
}

TEST_CASE("values nest up to 32 levels deep") {
  TestEngine engine;
  engine.create_table("tab");
  const auto put = [&](int levels) {
    std::string value = R"({"S":"x"})";
    for (int i = 1; i < levels; ++i) value = R"({"L":[)" + value + "]}";
    return parse_json(engine.text("PutItem", R"({"TableName":"tab","Item":{"pk":{"S":"a"},"v":)" + value + "}}"));
  };
  put(32);
  CHECK(engine.status == 200);
  CHECK(put(33)["message"] ==
        "1 validation error detected: Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond "
        "supported limit");
  put(5'000);
  CHECK(engine.status == 400);
}
