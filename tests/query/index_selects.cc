#include <algorithm>

#include "test_indexes.h"

using namespace shardbook;

namespace {

/// Two items by wells in partition a. The second is larger than 4 KB because of a note that only by_author projects.
struct Library {
  Library() {
    engine.ok("CreateTable", library_table());
    put({{"sk", {{"S", "1"}}}, {"date", {{"S", "1895"}}}, {"note", {{"S", "n"}}}});
    put({{"sk", {{"S", "2"}}}, {"date", {{"S", "1896"}}}, {"note", {{"S", std::string(5000, 'n')}}}});
  }
  void put(const Json& members) {
    const Json item = parse_json(R"({"pk":{"S":"a"},"author":{"S":"wells"},"kind":{"N":"1"},"title":{"S":"t"}})");
    engine.ok("PutItem", {{"TableName", "library"}, {"Item", with(item, members)}});
  }
  Json local(const Json& members) { return ask("by_date", "pk = :k", parse_json(R"({"S":"a"})"), members); }
  Json by_author(const Json& members) { return ask("by_author", "author = :k", parse_json(R"({"S":"wells"})"), members); }
  Json by_kind(const Json& members) { return ask("by_kind", "kind = :k", parse_json(R"({"N":"1"})"), members); }

  Json legacy(const std::string& index, const std::string& key, const Json& value, const Json& members) {
    const Json equal = {{"ComparisonOperator", "EQ"}, {"AttributeValueList", Json::array({value})}};
    return with({{"TableName", "library"}, {"IndexName", index}, {"KeyConditions", {{key, equal}}}}, members);
  }
  Json ask(const std::string& index, const std::string& condition, const Json& key, const Json& members) {
    Json values = {{":k", key}};
    if (members.contains("FilterExpression")) values[":n"] = {{"S", "n"}};
    return engine.call("Query", with({{"TableName", "library"},
                                      {"IndexName", index},
                                      {"KeyConditionExpression", condition},
                                      {"ExpressionAttributeValues", values},
                                      {"ReturnConsumedCapacity", "INDEXES"}},
                                     members));
  }
  TestEngine engine;
};

std::string names(const Json& item) {
  std::vector<std::string> all;
  for (const auto& [name, value] : item.items()) all.push_back(name);
  std::sort(all.begin(), all.end());
  std::string out;
  for (const std::string& name : all) out += name + " ";
  return out;
}

double table_units(const Json& answer) { return answer["ConsumedCapacity"]["Table"]["CapacityUnits"]; }

const std::string kInvalid = "One or more parameter values were invalid: ";

}  // namespace

TEST_CASE("a local index returns what it projects unless more is requested") {
  Library library;
  CHECK(names(library.local(Json::object())["Items"][0]) == "date pk sk title ");
  CHECK(names(library.local({{"Select", "ALL_PROJECTED_ATTRIBUTES"}})["Items"][0]) == "date pk sk title ");
  CHECK(names(library.local({{"Select", "ALL_ATTRIBUTES"}})["Items"][0]) == "author date kind note pk sk title ");
  CHECK(names(library.local({{"ProjectionExpression", "note, title"}})["Items"][0]) == "note title ");
  CHECK(names(library.engine.ok("Query", library.legacy("by_date", "pk", {{"S", "a"}}, {{"AttributesToGet", {"note"}}}))["Items"][0]) ==
        "note ");
}

TEST_CASE("a filter of a query may only test what an index projects") {
  Library library;
  const auto missing = [](const std::string& index, const std::string& names) {
    return kInvalid + "Secondary index " + index + " does not project one or more filter attributes: [" + names + "]";
  };
  CHECK(library.local({{"FilterExpression", "note = :n"}})["message"] == missing("by_date", "note"));
  CHECK(library.local({{"FilterExpression", "note = :n"}, {"Select", "ALL_ATTRIBUTES"}})["message"] == missing("by_date", "note"));
  CHECK(library.by_kind({{"FilterExpression", "title = :n OR note = :n OR title <> :n"}})["message"] == missing("by_kind", "note, title"));
  const Json filter = {{"QueryFilter", {{"note", {{"ComparisonOperator", "NOT_NULL"}}}}}};
  CHECK(library.engine.call("Query", library.legacy("by_date", "pk", {{"S", "a"}}, filter))["message"] == missing("by_date", "note"));
  CHECK(library.engine.call("Query", library.legacy("by_kind", "kind", {{"N", "1"}}, filter))["message"] == missing("by_kind", "note"));
  CHECK(library.by_author({{"FilterExpression", "note = :n"}})["Count"] == 1);
}

TEST_CASE("each item fetched for a local index is rounded up separately and charged to the table") {
  Library library;
  CHECK(table_units(library.local(Json::object())) == 0.0);
  CHECK(table_units(library.local({{"Select", "COUNT"}})) == 0.0);
  CHECK(table_units(library.local({{"ProjectionExpression", "title, pk"}})) == 0.0);
  CHECK(table_units(library.local({{"Select", "ALL_ATTRIBUTES"}})) == 0.5 + 1.0);
  const Json consistent = library.local({{"ProjectionExpression", "note"}, {"ConsistentRead", true}});
  CHECK(consistent["ConsumedCapacity"] == parse_json(R"({"TableName":"library","CapacityUnits":4.0,"Table":{"CapacityUnits":3.0},
                        "LocalSecondaryIndexes":{"by_date":{"CapacityUnits":1.0}}})"));
}

TEST_CASE("a global index is charged by the bytes of its entries") {
  Library library;
  CHECK(library.by_author(Json::object())["ConsumedCapacity"] ==
        parse_json(R"({"TableName":"library","CapacityUnits":1.0,"Table":{"CapacityUnits":0.0},
                        "GlobalSecondaryIndexes":{"by_author":{"CapacityUnits":1.0}}})"));
  CHECK(library.by_kind({{"ReturnConsumedCapacity", "TOTAL"}})["ConsumedCapacity"] ==
        parse_json(R"({"TableName":"library","CapacityUnits":0.5})"));
}

TEST_CASE("a global index that projects all returns all, one that does not refuses missing attributes") {
  Library library;
  CHECK(names(library.by_author({{"Select", "ALL_ATTRIBUTES"}})["Items"][0]) == "author date kind note pk sk title ");
  CHECK(names(library.by_kind({{"Select", "ALL_PROJECTED_ATTRIBUTES"}})["Items"][0]) == "kind pk sk ");
  CHECK(names(library.by_kind({{"ProjectionExpression", "pk"}})["Items"][0]) == "pk ");
  CHECK(library.by_kind({{"Select", "ALL_ATTRIBUTES"}})["message"] ==
        kInvalid + "Select type ALL_ATTRIBUTES is not supported for global secondary index by_kind because its projection type is not ALL");
  CHECK(library.engine.call("Query", library.legacy("by_kind", "kind", {{"N", "1"}}, {{"AttributesToGet", {"title"}}}))["message"] ==
        kInvalid + "Global secondary index by_kind does not project [title]");
}

TEST_CASE("a filter may test the table's keys but not those of the index") {
  Library library;
  CHECK(library.by_author({{"FilterExpression", "sk <> :n"}})["Count"] == 2);
  CHECK(library.by_author({{"FilterExpression", "author = :n"}})["message"] ==
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: author");
  CHECK(library.local({{"FilterExpression", "pk = :n"}})["message"] ==
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: pk");
  CHECK(library.local({{"FilterExpression", "sk <> :n"}})["Count"] == 2);
  const Json filter = {{"QueryFilter", {{"date", {{"ComparisonOperator", "NOT_NULL"}}}}}};
  CHECK(library.engine.fault("Query", library.legacy("by_date", "pk", {{"S", "a"}}, filter)) ==
        "ValidationException: QueryFilter can only contain non-primary key attributes: Primary key attribute: date");
}

TEST_CASE("SPECIFIC_ATTRIBUTES is the only Select that goes with a list of attributes, on indexes too") {
  Library library;
  for (const char* select : {"ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"}) {
    CHECK(library.local({{"Select", select}, {"ProjectionExpression", "title"}})["message"] ==
          std::string("1 validation error detected: Cannot specify the ProjectionExpression when choosing to get ") + select);
  }
  CHECK(library.local({{"Select", "COUNT"}, {"ProjectionExpression", "title"}})["message"] ==
        "1 validation error detected: Cannot specify the ProjectionExpression when choosing to get only the Count");
  CHECK(library.local({{"Select", "SPECIFIC_ATTRIBUTES"}})["message"].get<std::string>().find("Must specify the AttributesToGet") !=
        std::string::npos);
  CHECK(names(library.local({{"Select", "SPECIFIC_ATTRIBUTES"}, {"ProjectionExpression", "title"}})["Items"][0]) == "title ");
}

TEST_CASE("COUNT returns no items") {
  Library library;
  const Json counted = library.by_author({{"Select", "COUNT"}});
  CHECK(counted["Count"] == 2);
  CHECK_FALSE(counted.contains("Items"));
}
