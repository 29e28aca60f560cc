#include "test_transactions.h"

using namespace shardbook;
using namespace shardbook::transactions;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";

/// Returns the error for the request as a whole; it must change nothing.
std::string refusal(Json actions, Json extra = Json::object(), const char* region = "us-east-2") {
  TestEngine engine;
  engine.region = region;
  engine.create_table("books");
  engine.ok("TransactWriteItems", write({put("a", 1), put("b", 2)}));
  const std::string before = engine.contents("books");
  const std::string fault = engine.fault("TransactWriteItems", write(std::move(actions), std::move(extra)));
  CHECK(engine.contents("books") == before);
  return fault;
}

Json with(Json action, const char* members) {
  action.begin()->update(parse_json(members));
  return action;
}

Json nested(int levels) {
  Json value = {{"S", "x"}};
  for (int i = 0; i < levels; ++i) value = Json{{"L", {value}}};
  return value;
}

}  // namespace

TEST_CASE("every error in the request itself fails it with that error, whatever the table") {
  const Json false_check = check("a", 9);
  const Json wrong_key = with(erase("b"), R"({"Key":{"pk":{"N":"1"}}})");
  const auto fault = [&](const char* expression, const char* members = "{}") {
    return refusal({false_check, wrong_key, with(update("c", expression), members)});
  };
  CHECK(fault("SET x =") == "ValidationException: Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"=\"");
  CHECK(fault("") == "ValidationException: Invalid UpdateExpression: The expression can not be empty;");
  CHECK(fault("SET x = :gone") ==
        "ValidationException: Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: "
        ":gone");
  CHECK(fault("SET #x = :one") ==
        "ValidationException: Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute "
        "name: #x");
  CHECK(fault("REMOVE x") == "ValidationException: Value provided in ExpressionAttributeValues unused in expressions: keys: {:one}");
  CHECK(fault("SET x = :one", R"({"ExpressionAttributeNames":{"#x":"x"}})") ==
        "ValidationException: Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}");
  CHECK(fault("SET x = :one", R"({"ExpressionAttributeNames":{}})") == "ValidationException: ExpressionAttributeNames must not be empty");
  CHECK(fault("SET name = :one") ==
        "ValidationException: Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: name");
  CHECK(fault("SET m = :one, m.a = :one") ==
        "ValidationException: Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these "
        "paths; path one: [m], path two: [m, a]");
  CHECK(fault("SET x = :one SET y = :one") ==
        "ValidationException: Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;");
  CHECK(fault("DELETE x :one").find("ValidationException: Invalid UpdateExpression: Incorrect operand type for operator or function;") ==
        0);
  CHECK(fault("SET x = :one", R"json({"ConditionExpression":"((attribute_exists(pk)))"})json") ==
        "ValidationException: Invalid ConditionExpression: The expression has redundant parentheses;");
  CHECK(fault("SET x = :one", R"({"ExpressionAttributeValues":{":one":{"N":"one"}}})") ==
        "ValidationException: ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: one "
        "for key :one");
}

TEST_CASE("errors of conditions and placeholders fail the request, whatever the kind of action") {
  const std::string set = "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: ";
  const std::pair<std::string, const char*> cases[] = {
      {R"(Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "=")", R"({"ConditionExpression":"x ="})"},
      {"Invalid ConditionExpression: The expression can not be empty;", R"({"ConditionExpression":""})"},
      {"Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #x",
       R"({"ConditionExpression":"#x <> y"})"},
      {"Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :x",
       R"({"ConditionExpression":"y = :x"})"},
      {"Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}",
       R"({"ConditionExpression":"x <> y","ExpressionAttributeNames":{"#x":"x"}})"},
      {"Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}",
       R"({"ConditionExpression":"x <> y","ExpressionAttributeValues":{":x":{"S":"x"}}})"},
      {"Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
       R"json({"ConditionExpression":"begins_with(x, :x)","ExpressionAttributeValues":{":x":{"N":"1"}}})json"},
      {"ExpressionAttributeNames contains invalid value: Empty attribute name for key #x",
       R"({"ConditionExpression":"#x <> y","ExpressionAttributeNames":{"#x":""}})"},
      {"ExpressionAttributeNames must not be empty", R"({"ConditionExpression":"x <> y","ExpressionAttributeNames":{}})"},
      {set + "An string set  may not be empty", R"({"ConditionExpression":"x = :x","ExpressionAttributeValues":{":x":{"SS":[]}}})"},
      {set + "Input collection [b, a, b] contains duplicates.",
       R"({"ConditionExpression":"x = :x","ExpressionAttributeValues":{":x":{"SS":["b","a","b"]}}})"}};
  for (const auto& [message, members] : cases) {
    const bool names_value = message.compare(0, set.size(), set) == 0;
    for (const char* kind : {"Put", "Update", "Delete", "ConditionCheck"}) {
      INFO(kind << " " << message);
      Json action = {{kind, {{"TableName", "nowhere"}}}};
      action[kind][std::string(kind) == "Put" ? "Item" : "Key"] = key("c");
      if (std::string(kind) == "Update") action[kind]["UpdateExpression"] = "REMOVE z";
      CHECK(refusal({check("a", 9), with(action, members), erase("a")}) ==
            "ValidationException: " + message + (names_value ? " for key :x" : ""));
    }
  }
}

TEST_CASE("an item that is too large or has an empty name fails the request, whatever its table and the other actions") {
  Json large = put("c", 1);
  large["Put"]["TableName"] = "nowhere";
  large["Put"]["Item"]["f"] = {{"S", std::string(410'000, 'x')}};
  CHECK(refusal({check("a", 9), large, erase("a")}) == "ValidationException: Item size has exceeded the maximum allowed size");
  const Json unnamed = with(put("c", 1), R"({"TableName":"nowhere","Item":{"pk":{"S":"c"},"m":{"M":{"":{"S":"x"}}}}})");
  CHECK(refusal({check("a", 9), unnamed, erase("a")}) == "ValidationException: Empty attribute name");
}

TEST_CASE("the first action with an error of its own is reported, even if its table does not exist") {
  Json elsewhere = put("x", 1);
  elsewhere["Put"]["TableName"] = "nowhere";
  CHECK(refusal({elsewhere, update("a", "SET = :one")}).find("ValidationException: Invalid UpdateExpression: Syntax error;") == 0);
  CHECK(refusal({put("a", 1), put("a", 2), update("b", "REMOVE x")}) ==
        "ValidationException: Value provided in ExpressionAttributeValues unused in expressions: keys: {:one}");
  CHECK(refusal({with(check("a", 1), R"({"ConditionExpression":"x ="})"), update("b", "REMOVE x")})
            .find("ValidationException: Invalid ConditionExpression: Syntax error;") == 0);
}

TEST_CASE("the sets of all actions are checked before anything else in an action") {
  const Json syntax = update("a", "SET");
  CHECK(refusal({syntax, with(put("c", 1), R"({"Item":{"pk":{"S":"c"},"s":{"SS":[]}}})")}) == kInvalid + "An string set  may not be empty");
  CHECK(refusal({syntax, with(update("c", "SET x = :one"), R"({"ExpressionAttributeValues":{":one":{"NS":[]}}})")}) ==
        "ValidationException: ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An number set  "
        "may not be empty for key :one");
  // Not the first fault of the item, but the first of a set.
  CHECK(refusal({syntax, with(put("c", 1), R"({"Item":{"pk":{"S":"c"},"n":{"NULL":false},"l":{"L":[{"BS":["YQ==","YQ=="]}]}}})")}) ==
        kInvalid + "Input collection [YQ==, YQ==]of type BS contains duplicates.");
  CHECK(refusal({syntax, with(put("c", 1), R"({"Item":{"pk":{"S":"c"},"n":{"NULL":false}}})")})
            .find("ValidationException: Invalid UpdateExpression: Syntax error;") == 0);
}

TEST_CASE("a value that is only compared may be nested in 33 levels, a stored one in 31") {
  TestEngine engine = with_books();
  const auto compared = [](int levels) {
    return with(check("a", 1), Json{{"ExpressionAttributeValues", {{":v", nested(levels)}}}}.dump().c_str());
  };
  for (int levels : {31, 32, 33}) {
    CHECK(engine.call("TransactWriteItems", write({compared(levels)}))["CancellationReasons"][0]["Code"] == "ConditionalCheckFailed");
  }
  CHECK(refusal({compared(34)}) ==
        "ValidationException: ExpressionAttributeValues contains invalid value: Nesting Levels have exceeded supported limits: Attributes "
        "in the item have nested levels beyond supported limit for key :v");
  const auto stored = [](int levels) {
    return with(update("a", "SET x = :one"), Json{{"ExpressionAttributeValues", {{":one", nested(levels)}}}}.dump().c_str());
  };
  engine.ok("TransactWriteItems", write({stored(31)}));
  const Json answer = engine.call("TransactWriteItems", write({stored(32)}));
  CHECK(answer["CancellationReasons"] ==
        parse_json(R"([{"Code":"ValidationError","Message":"Nesting Levels have exceeded supported limits"}])"));
  CHECK(refusal({with(put("c", 1), Json{{"Item", {{"pk", {{"S", "c"}}}, {"x", nested(32)}}}}.dump().c_str())}) ==
        "ValidationException: Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported "
        "limit");
}

TEST_CASE("names may be given without an expression; values of a Put or Delete only in us-east-1") {
  TestEngine engine = with_books();
  engine.ok("TransactWriteItems", write({with(put("c", 1), R"({"ExpressionAttributeNames":{"#x":"x"}})"),
                                         with(erase("a"), R"({"ExpressionAttributeNames":{"#x":"x"}})")}));
  const Json valued = with(put("d", 1), R"({"ExpressionAttributeValues":{":x":{"S":"x"}}})");
  CHECK(refusal({valued}, Json::object(), "eu-west-2") ==
        "ValidationException: ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
  engine.region = "us-east-1";
  engine.create_table("books");
  engine.ok("TransactWriteItems", write({valued, with(erase("e"), R"({"ExpressionAttributeValues":{":x":{"S":"x"}}})")}));
}

TEST_CASE("an action must contain exactly one operation") {
  CHECK(refusal({Json::object()}) ==
        "ValidationException: Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
  Json two = put("c", 1);
  two.update(erase("d"));
  CHECK(refusal({two}) == "ValidationException: TransactItems can only contain one of Check, Put, Update or Delete");
}

TEST_CASE("the table name is checked after all other constraints, first its length, then its characters") {
  const auto named = [](const char* name) {
    Json action = update("c", "SET x = :one");
    action["Update"]["TableName"] = name;
    return action;
  };
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    CHECK(refusal({put("c", 1), named("ab")}, Json::object(), region) ==
          "ValidationException: 1 validation error detected: Value 'ab' at 'transactItems.2.member.update.tableName' failed to satisfy "
          "constraint: Member must have length greater than or equal to 3");
    CHECK(refusal({named("a!")}, Json::object(), region) ==
          "ValidationException: 2 validation errors detected: Value 'a!' at 'transactItems.1.member.update.tableName' failed to satisfy "
          "constraint: Member must have length greater than or equal to 3; Value 'a!' at 'transactItems.1.member.update.tableName' failed "
          "to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    const std::string long_name(256, 'x');
    CHECK(refusal({named(long_name.c_str())}, Json::object(), region) ==
          "ValidationException: 1 validation error detected: Value '" + long_name +
              "' at 'transactItems.1.member.update.tableName' failed to satisfy constraint: Member must have length less than or equal to "
              "255");
    CHECK(refusal({named("ab"), Json::object()}, Json::object(), region).find("ValidationException: Invalid Request: ") == 0);
    CHECK(refusal({named("ab"), update("a", "SET")}, Json::object(), region)
              .find("ValidationException: 1 validation error detected: Value 'ab'") == 0);
  }
}

TEST_CASE("constraints of the members are checked together: actions, token, then settings of the response") {
  CHECK(
      refusal({with(put("c", 1), R"({"ReturnValuesOnConditionCheckFailure":"ALL"})"),
               with(erase("d"), R"({"ReturnValuesOnConditionCheckFailure":"ALL"})")},
              {{"ReturnItemCollectionMetrics", "X"}, {"ReturnConsumedCapacity", "Y"}, {"ClientRequestToken", ""}}) ==
      "ValidationException: 5 validation errors detected: Value 'ALL' at 'transactItems.1.member.put.returnValuesOnConditionCheckFailure' "
      "failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]; Value 'ALL' at "
      "'transactItems.2.member.delete.returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value "
      "set: [ALL_OLD, NONE]; Value '' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal "
      "to 1; Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, "
      "NONE]; Value 'X' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]");
}

TEST_CASE("only the first key that does not fit its table is a reason, and no condition is tested") {
  TestEngine engine = with_books();
  Json wrong_type = erase("x");
  wrong_type["Delete"]["Key"] = {{"pk", {{"N", "1"}}}};
  Json missing = put("x", 1);
  missing["Put"]["Item"].erase("pk");
  const Json answer = engine.call("TransactWriteItems", write({check("a", 9), missing, wrong_type}));
  CHECK(answer["Message"] == "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError, None]");
  CHECK(
      answer["CancellationReasons"] ==
      parse_json(
          R"([{"Code":"None"},{"Code":"ValidationError","Message":"One or more parameter values were invalid: Missing the key pk in the item"},{"Code":"None"}])"));
  CHECK(engine.call("TransactWriteItems", write({wrong_type, update("b", "SET pk = :one")}))["CancellationReasons"] ==
        parse_json(R"([{"Code":"ValidationError","Message":"The provided key element does not match the schema"},{"Code":"None"}])"));
  CHECK(
      engine.call("TransactWriteItems", write({check("a", 9), update("b", "SET pk = :one")}))["CancellationReasons"] ==
      parse_json(
          R"([{"Code":"None"},{"Code":"ValidationError","Message":"One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"}])"));
}

TEST_CASE("a transaction sends at most 4 MB, whatever the size of existing items") {
  TestEngine engine = with_books();
  const auto large = [](int i) {
    Json action = put("large" + std::to_string(i), 1);
    action["Put"]["Item"]["f"] = {{"S", std::string(100 * 1024, 'x')}};
    return action;
  };
  Json puts = Json::array();
  Json deletes = Json::array();
  for (int i = 0; i < 50; ++i) {
    puts.push_back(large(i));
    engine.ok("TransactWriteItems", write({large(i)}));
    deletes.push_back(erase("large" + std::to_string(i)));
  }
  CHECK(engine.fault("TransactWriteItems", write(puts)) == "ValidationException: The transaction payload size cannot exceed 4 MB");
  engine.ok("TransactWriteItems", write(deletes));
  CHECK(engine.ok("Scan", R"({"TableName":"books"})")["Count"] == 2);
}
