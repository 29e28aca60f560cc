#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";
const Json kThroughput = {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 6}};
const Json kAll = {{"ProjectionType", "ALL"}};

/// On demand, with keys "pk" and "sk" and an attribute "c" that only an index can use.
Json table(const Json& members) {
  return with({{"TableName", "books"},
               {"BillingMode", "PAY_PER_REQUEST"},
               {"KeySchema", {hash_key("pk"), range_key("sk")}},
               {"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"c", "N"}})}},
              members);
}

Json local(const Json& index) { return table({{"LocalSecondaryIndexes", Json::array({index})}}); }
Json global(const Json& index) { return table({{"GlobalSecondaryIndexes", Json::array({index})}}); }

Json by_c(const std::string& name = "by_c") { return index_definition(name, {hash_key("pk"), range_key("c")}); }
Json on_c(const std::string& name = "on_c") { return index_definition(name, Json::array({hash_key("c")})); }

std::string fault(const Json& body) {
  TestEngine engine;
  return engine.fault("CreateTable", body);
}

Json many(std::size_t count, Json (*index)(const std::string&)) {
  Json list = Json::array();
  for (std::size_t i = 0; i < count; ++i) list.push_back(index("index" + std::to_string(i)));
  return list;
}

Json include(std::size_t count, const std::string& prefix) {
  Json names = Json::array();
  for (std::size_t i = 0; i < count; ++i) names.push_back(prefix + std::to_string(i));
  return {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", names}};
}

}  // namespace

TEST_CASE("a local index needs a table with a sort key, the table's partition key and a sort key of its own") {
  CHECK(fault(table({{"LocalSecondaryIndexes", Json::array()}})).find("LocalSecondaryIndexes") != std::string::npos);
  CHECK(fault(with(local(by_c()),
                   {{"KeySchema", Json::array({hash_key("pk")})}, {"AttributeDefinitions", definitions({{"pk", "S"}, {"c", "N"}})}})) ==
        kInvalid + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
  const Json two = {{"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}})}};
  CHECK(fault(with(local(index_definition("by_c", Json::array({hash_key("pk")}))), two)) ==
        kInvalid + "Index KeySchema does not have a range key for index: by_c");
  CHECK(fault(local(index_definition("by_c", {hash_key("c"), range_key("sk")}))) ==
        kInvalid +
            "Index KeySchema does not have the same leading hash key as table KeySchema for index: by_c. index hash key: c, table hash "
            "key: pk");
}

TEST_CASE("an index's keys must be defined, with the right roles and distinct names") {
  for (const auto& in : {local, global}) {
    CHECK(fault(in(index_definition("idx", {hash_key("pk"), range_key("d")}))) ==
          kInvalid + "Some index key attributes are not defined in AttributeDefinitions. Keys: [d, pk], AttributeDefinitions: [sk, c, pk]");
    const Json two = {{"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}})}};
    CHECK(fault(with(in(index_definition("idx", {hash_key("pk"), range_key("pk")})), two)) ==
          "ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name");
    CHECK(fault(in(index_definition("idx", {range_key("pk"), range_key("c")}))) ==
          "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  CHECK(fault(local(index_definition("idx", {hash_key("pk"), hash_key("c")}))) ==
        "ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
}

TEST_CASE("a projection must have a type, and lists attributes only and always if it is INCLUDE") {
  for (const auto& in : {local, global}) {
    const auto projected = [&](const Json& projection) {
      return fault(in(index_definition("idx", {hash_key("pk"), range_key("c")}, projection)));
    };
    CHECK(projected(Json::object()) == kInvalid + "Unknown ProjectionType: null");
    CHECK(projected({{"ProjectionType", "INCLUDE"}}) == kInvalid + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    CHECK(projected({{"ProjectionType", "ALL"}, {"NonKeyAttributes", {"a"}}}) ==
          kInvalid + "ProjectionType is ALL, but NonKeyAttributes is specified");
    CHECK(projected({{"ProjectionType", "KEYS_ONLY"}, {"NonKeyAttributes", {"a"}}}) ==
          kInvalid + "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified");
  }
}

TEST_CASE("local and global indexes share one namespace") {
  CHECK(fault(table({{"LocalSecondaryIndexes", {by_c("idx"), by_c("idx")}}})) == kInvalid + "Duplicate index name: idx");
  CHECK(fault(table({{"GlobalSecondaryIndexes", {on_c("idx"), on_c("idx")}}})) == kInvalid + "Duplicate index name: idx");
  CHECK(fault(table({{"LocalSecondaryIndexes", {by_c("idx")}}, {"GlobalSecondaryIndexes", {on_c("idx")}}})) ==
        kInvalid + "Duplicate index name: idx");
}

TEST_CASE("a table has at most 5 local and 20 global indexes") {
  TestEngine engine;
  CHECK(fault(table({{"LocalSecondaryIndexes", many(6, by_c)}})) ==
        kInvalid + "Number of LocalSecondaryIndexes exceeds per-table limit of 5");
  CHECK(fault(table({{"GlobalSecondaryIndexes", many(21, on_c)}})) ==
        kInvalid + "GlobalSecondaryIndex count exceeds the per-table limit of 20");
  engine.ok("CreateTable", table({{"LocalSecondaryIndexes", many(5, by_c)}}));
  engine.ok("CreateTable", with(table({{"GlobalSecondaryIndexes", many(20, on_c)}}), {{"TableName", "global"}}));
}

TEST_CASE("a table's indexes list at most 100 attributes together") {
  const auto listing = [](std::size_t last) {
    Json list = Json::array();
    for (int i = 0; i < 5; ++i) {
      list.push_back(index_definition("idx" + std::to_string(i), Json::array({hash_key("c")}), include(20, "a" + std::to_string(i))));
    }
    if (last > 0) list.push_back(index_definition("last", Json::array({hash_key("c")}), include(last, "b")));
    return table({{"GlobalSecondaryIndexes", list}, {"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"c", "N"}})}});
  };
  TestEngine engine;
  CHECK(engine.fault("CreateTable", listing(1)).find("per-table limit of 100") != std::string::npos);
  engine.ok("CreateTable", listing(0));
}

TEST_CASE("an index has its own throughput if its table is provisioned, and none if it is on demand") {
  CHECK(fault(global(with(on_c(), {{"ProvisionedThroughput", kThroughput}}))) ==
        kInvalid + "ProvisionedThroughput should not be specified for index: on_c when BillingMode is PAY_PER_REQUEST");
  const Json provisioned = {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", kThroughput}};
  CHECK(fault(with(global(on_c()), provisioned)) == kInvalid + "ProvisionedThroughput is not specified for index: on_c");
  const Json huge = {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1'000'000'000'001}};
  CHECK(fault(with(global(with(on_c(), {{"ProvisionedThroughput", huge}})), provisioned)).find("1000000000001 for WriteCapacityUnits") !=
        std::string::npos);
}

TEST_CASE("each definition must be used by the table or an index") {
  CHECK(fault(table(Json::object())) ==
        kInvalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
  const Json four = {{"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"c", "N"}, {"d", "S"}})}};
  CHECK(fault(with(global(on_c()), four)) ==
        kInvalid + "Some AttributeDefinitions are not used. AttributeDefinitions: [sk, c, pk, d], keys used: [c, sk, pk]");
}

TEST_CASE("errors come in order: definitions, then global indexes before local ones, keys before projections before names before numbers") {
  const Json undefined = index_definition("idx", {hash_key("pk"), range_key("d")}, Json::object());
  const Json bad_projection = index_definition("idx", {hash_key("pk"), range_key("c")}, Json::object());
  const Json bad_keys = index_definition("idx", {hash_key("pk"), range_key("pk")}, Json::object());
  CHECK(fault(table({{"LocalSecondaryIndexes", {undefined}}, {"GlobalSecondaryIndexes", {bad_keys}}})).find("are not defined") !=
        std::string::npos);
  CHECK(fault(table({{"LocalSecondaryIndexes", {bad_projection}}, {"GlobalSecondaryIndexes", {bad_keys, on_c()}}})) ==
        "ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name");
  CHECK(fault(table({{"LocalSecondaryIndexes", {by_c("idx"), undefined}}})).find("are not defined") != std::string::npos);
  CHECK(fault(table({{"LocalSecondaryIndexes", {by_c("idx"), bad_projection}}})) == kInvalid + "Unknown ProjectionType: null");
  Json six = many(5, by_c);
  six.push_back(by_c("index0"));
  CHECK(fault(table({{"LocalSecondaryIndexes", six}})) == kInvalid + "Duplicate index name: index0");
  CHECK(fault(table({{"LocalSecondaryIndexes", many(6, by_c)}, {"GlobalSecondaryIndexes", many(21, on_c)}})).find("limit of 20") !=
        std::string::npos);
}

TEST_CASE("unused definitions are reported before projections and throughput") {
  const Json four = {{"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"c", "N"}, {"d", "S"}})}};
  Json index = index_definition("on_c", Json::array({hash_key("c")}), Json::object());
  index["ProvisionedThroughput"] = kThroughput;
  CHECK(fault(with(global(index), four)) ==
        kInvalid + "Some AttributeDefinitions are not used. AttributeDefinitions: [sk, c, pk, d], keys used: [c, sk, pk]");
}

TEST_CASE("an index with more keys than there are definitions has undefined keys") {
  const Json two = {{"KeySchema", Json::array({hash_key("pk")})}, {"AttributeDefinitions", definitions({{"pk", "S"}})}};
  CHECK(fault(with(global(index_definition("idx", {hash_key("c"), range_key("d")})), two)) ==
        "ValidationException: Invalid KeySchema: Some index key attribute have no definition");
}

TEST_CASE("an attribute may be defined only once") {
  Json defined = definitions({{"pk", "S"}, {"sk", "S"}});
  defined.push_back({{"AttributeName", "pk"}, {"AttributeType", "N"}});
  CHECK(fault(table({{"AttributeDefinitions", defined}})) == "ValidationException: Attribute Name is duplicated: pk");
}

TEST_CASE("a projection may list an attribute only once") {
  const Json twice = {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", {"a", "b", "a"}}};
  CHECK(fault(global(index_definition("idx", Json::array({hash_key("c")}), twice))) ==
        kInvalid + "Duplicate element in NonKeyAttributes: a");
}

TEST_CASE("definitions and projected attributes are described in order of their names") {
  TestEngine engine;
  const Json projection = {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", {"z", "a"}}};
  Json body = global(index_definition("idx", Json::array({hash_key("c")}), projection));
  body["AttributeDefinitions"] = {{{"AttributeName", "sk"}, {"AttributeType", "S"}},
                                  {{"AttributeName", "pk"}, {"AttributeType", "S"}},
                                  {{"AttributeName", "c"}, {"AttributeType", "N"}}};
  const Json created = engine.ok("CreateTable", body)["TableDescription"];
  CHECK(created["AttributeDefinitions"] == definitions({{"c", "N"}, {"pk", "S"}, {"sk", "S"}}));
  CHECK(created["GlobalSecondaryIndexes"][0]["Projection"]["NonKeyAttributes"] == Json::array({"a", "z"}));
}

TEST_CASE("a global index may have up to four HASH and four RANGE keys, HASH first") {
  const std::vector<std::string> names = {"a", "b", "c", "d", "e", "f", "g", "h", "idx"};
  const auto create = [&](std::size_t hash, std::size_t range) {
    Json keys = Json::array();
    std::map<std::string, std::string> types = {{"pk", "S"}, {"sk", "S"}};
    for (std::size_t at = 0; at < hash + range; ++at) {
      keys.push_back(at < hash ? hash_key(names[at]) : range_key(names[at]));
      types[names[at]] = "S";
    }
    TestEngine engine;
    engine.call("CreateTable", table({{"GlobalSecondaryIndexes", Json::array({index_definition("idx", keys)})},
                                      {"AttributeDefinitions", definitions(types)}}));
    return engine.status;
  };
  CHECK(create(4, 4) == 200);
  CHECK(create(1, 4) == 200);
  CHECK(create(4, 0) == 200);
  CHECK(create(5, 0) == 400);
  CHECK(create(1, 5) == 400);
}

TEST_CASE("the keys of a multi-attribute index have roles in order and distinct names") {
  const auto keys = [](const std::string& roles, const std::string& names) {
    Json list = Json::array();
    std::map<std::string, std::string> types = {{"a", "S"}, {"b", "S"}, {"c", "S"}};
    for (std::size_t at = 0; at < roles.size(); ++at) {
      const std::string name(1, names[at]);
      list.push_back(roles[at] == 'H' ? hash_key(name) : range_key(name));
      types[name] = "S";
    }
    const Json other = index_definition("other", Json::array({hash_key("c")}));
    return fault(table({{"KeySchema", {hash_key("a"), range_key("b")}},
                        {"AttributeDefinitions", definitions(types)},
                        {"GlobalSecondaryIndexes", {index_definition("idx", list), other}}}));
  };
  CHECK(keys("HRH", "abc") == kInvalid + "All HASH key attributes must precede RANGE key attributes in the KeySchema");
  CHECK(keys("HHHHH", "abcde") == kInvalid + "The KeySchema exceeds the maximum allowed number of HASH key attributes");
  CHECK(keys("HRRRRR", "abcdef") == kInvalid + "The KeySchema exceeds the maximum allowed number of RANGE key attributes");
  CHECK(keys("HHR", "aba") == "ValidationException: The KeySchema contains multiple key attributes with the same name");
  CHECK(keys("HH", "aa") == "ValidationException: The KeySchema contains multiple key attributes with the same name");
  CHECK(keys("HR", "aa") == "ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name");
  CHECK(keys("RHH", "abc") == "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  CHECK(keys("HHHHRRRRR", "abcdefghi").find("Member must have length less than or equal to 8") != std::string::npos);
}

TEST_CASE("member constraints of global indexes are listed before those of local ones") {
  const Json nameless = {{"KeySchema", Json::array({hash_key("pk")})}, {"Projection", kAll}};
  CHECK(
      fault(table({{"LocalSecondaryIndexes", {nameless}}, {"GlobalSecondaryIndexes", {nameless}}})) ==
      "ValidationException: 2 validation errors detected: Value null at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy "
      "constraint: Member must not be null; Value null at 'localSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member "
      "must not be null");
}
