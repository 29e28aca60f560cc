#include "test_engine.h"

using namespace shardbook;

namespace {

std::string fault(const std::string& expression, const char* values = R"({":v":{"S":"x"}})") {
  TestEngine engine;
  engine.create_table("tab", true);
  Json body = {{"TableName", "tab"}, {"Key", parse_json(R"({"pk":{"S":"a"},"sk":{"S":"b"}})")}, {"UpdateExpression", expression}};
  if (const Json parsed = parse_json(values); !parsed.empty()) body["ExpressionAttributeValues"] = parsed;
  return engine.fault("UpdateItem", body).substr(std::string("ValidationException: ").size());
}

std::string part_of_key(const std::string& name) {
  return "One or more parameter values were invalid: Cannot update attribute " + name + ". This attribute is part of the key";
}
std::string scalar_key(const std::string& name) {
  return "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: " + name;
}

}  // namespace

TEST_CASE("an update cannot write to a key attribute") {
  CHECK(fault("SET pk = :v") == part_of_key("pk"));
  CHECK(fault("SET a = :v, sk = :v") == part_of_key("sk"));
  CHECK(fault("REMOVE sk", "{}") == part_of_key("sk"));
  CHECK(fault("ADD pk :v", R"({":v":{"N":"1"}})") == part_of_key("pk"));
  CHECK(fault("DELETE sk :v", R"({":v":{"SS":["x"]}})") == part_of_key("sk"));
}

TEST_CASE("an update's paths cannot reach into a key attribute, read or written") {
  CHECK(fault("SET pk.x = :v") == scalar_key("pk"));
  CHECK(fault("REMOVE sk[0]", "{}") == scalar_key("sk"));
  CHECK(fault("SET a = pk.x", "{}") == scalar_key("pk"));
  CHECK(fault("SET a = if_not_exists(sk[0], :v)") == scalar_key("sk"));
}

TEST_CASE("an update may read key attributes, even of an item it creates") {
  TestEngine engine;
  engine.create_table("tab");
  const Json after =
      engine.ok("UpdateItem", R"({"TableName":"tab","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET twin = pk","ReturnValues":"ALL_NEW"})");
  CHECK(after["Attributes"] == parse_json(R"({"pk":{"S":"a"},"twin":{"S":"a"}})"));
}

TEST_CASE("Key must have exactly the table's key attributes, with values of their types") {
  TestEngine engine;
  engine.create_table("tab", true);
  const std::string schema = "ValidationException: The provided key element does not match the schema";
  const std::string empty =
      "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
      "string value. Key: ";
  for (const char* operation : {"GetItem", "UpdateItem", "DeleteItem"}) {
    INFO(std::string(operation));
    const auto with_key = [&](const char* key) { return engine.fault(operation, Json{{"TableName", "tab"}, {"Key", parse_json(key)}}); };
    CHECK(with_key("{}") == schema);
    CHECK(with_key(R"({"pk":{"S":"a"}})") == schema);
    CHECK(with_key(R"({"pk":{"S":"a"},"sk":{"N":"1"}})") == schema);
    CHECK(with_key(R"({"pk":{"S":"a"},"other":{"S":"b"}})") == schema);
    CHECK(with_key(R"({"pk":{"S":"a"},"sk":{"S":"b"},"other":{"S":"c"}})") == schema);
    CHECK(with_key(R"({"pk":{"S":""},"sk":{"S":""}})") == empty + "pk");
    CHECK(with_key(R"({"pk":{"S":"a"},"sk":{"S":""}})") == empty + "sk");
    CHECK(with_key(R"({"pk":{"S":"a"},"sk":{}})") ==
          "ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
}
