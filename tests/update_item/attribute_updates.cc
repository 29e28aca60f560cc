#include "test_engine.h"

using namespace shardbook;

namespace {

TestEngine with_item() {
  TestEngine engine;
  engine.create_table("tab");
  engine.ok("PutItem",
            R"({"TableName":"tab","Item":{"pk":{"S":"a"},"n":{"N":"5"},"set":{"SS":["x","y"]},"list":{"L":[{"N":"1"}]},"old":{"S":"o"}}})");
  return engine;
}

Json update(const char* updates, const char* return_values = "ALL_NEW") {
  return {
      {"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"AttributeUpdates", parse_json(updates)}, {"ReturnValues", return_values}};
}

}  // namespace

TEST_CASE("AttributeUpdates put, add and delete") {
  TestEngine engine = with_item();
  const Json after = engine.ok("UpdateItem", update(R"({
    "new":{"Value":{"S":"n"}}, "n":{"Action":"ADD","Value":{"N":"2"}}, "set":{"Action":"DELETE","Value":{"SS":["x"]}},
    "list":{"Action":"ADD","Value":{"L":[{"N":"2"}]}}, "old":{"Action":"DELETE"}, "fresh":{"Action":"ADD","Value":{"N":"1"}}})"));
  CHECK(after["Attributes"] == parse_json(R"({"pk":{"S":"a"},"n":{"N":"7"},"set":{"SS":["y"]},"list":{"L":[{"N":"1"},{"N":"2"}]},
                                              "fresh":{"N":"1"},"new":{"S":"n"}})"));
  CHECK(engine.ok("UpdateItem", update(R"({"n":{"Value":{"N":"1"}}})", "UPDATED_OLD"))["Attributes"] == parse_json(R"({"n":{"N":"7"}})"));
}

TEST_CASE("AttributeUpdates report the service's errors") {
  TestEngine engine = with_item();
  const std::string invalid = "ValidationException: 1 validation error detected: One or more parameter values were invalid: ";
  CHECK(engine.fault("UpdateItem", update(R"({"a":{}})")) ==
        invalid + "Only DELETE action is allowed when no attribute value is specified");
  CHECK(engine.fault("UpdateItem", update(R"({"a":{"Action":"DELETE","Value":{"S":"x"}}})")) ==
        invalid + "DELETE action with value is not supported for the type S");
  CHECK(engine.fault("UpdateItem", update(R"({"a":{"Action":"ADD","Value":{"S":"x"}}})")) ==
        invalid + "ADD action is not supported for the type S");
  CHECK(engine.fault("UpdateItem", update(R"({"set":{"Action":"ADD","Value":{"N":"1"}}})")) ==
        "ValidationException: Type mismatch for attribute to update");
  CHECK(engine.fault("UpdateItem", update(R"({"pk":{"Value":{"S":"b"}}})")) ==
        "ValidationException: One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
}

TEST_CASE("an update that only removes does not create an item") {
  TestEngine engine;
  engine.create_table("tab");
  CHECK(engine.ok("UpdateItem", update(R"({"a":{"Action":"DELETE"}})")).empty());
  Json body = {{"TableName", "tab"}, {"Key", {{"pk", {{"S", "a"}}}}}, {"UpdateExpression", "REMOVE a"}};
  engine.ok("UpdateItem", body);
  CHECK(engine.ok("Scan", R"({"TableName":"tab"})")["Count"] == 0);
  body.erase("UpdateExpression");
  engine.ok("UpdateItem", body);
  CHECK(engine.ok("Scan", R"({"TableName":"tab"})")["Count"] == 1);
}
