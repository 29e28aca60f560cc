#include "test_indexes.h"

using namespace shardbook;

namespace {

const std::string kInvalid = "ValidationException: One or more parameter values were invalid: ";
const Json kOne = {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}};
const Json kTwo = {{"ReadCapacityUnits", 2}, {"WriteCapacityUnits", 2}};

Json update(const Json& index_update, const std::map<std::string, std::string>& types = {}) {
  Json body = {{"TableName", "books"}, {"GlobalSecondaryIndexUpdates", Json::array({index_update})}};
  if (!types.empty()) body["AttributeDefinitions"] = definitions(types);
  return body;
}

Json create(const std::string& name, const std::string& hash, const Json& members = Json::object()) {
  return {{"Create", with(index_definition(name, Json::array({hash_key(hash)})), members)}};
}
Json change(const std::string& name, const Json& members) { return {{"Update", with({{"IndexName", name}}, members)}}; }
Json drop(const std::string& name) { return {{"Delete", {{"IndexName", name}}}}; }

Json described(TestEngine& engine) { return engine.ok("DescribeTable", R"({"TableName":"books"})")["Table"]; }
Json index_of(TestEngine& engine) { return described(engine)["GlobalSecondaryIndexes"][0]; }

void put(TestEngine& engine, const char* item) { engine.ok("PutItem", {{"TableName", "books"}, {"Item", parse_json(item)}}); }

Json books_by(const std::string& index, const Json& value) {
  return {{"TableName", "books"},
          {"IndexName", index},
          {"KeyConditionExpression", "#k = :v"},
          {"ExpressionAttributeNames", {{"#k", index}}},
          {"ExpressionAttributeValues", {{":v", value}}}};
}

TestEngine slow_engine() {
  Options options;
  options.service_latency = true;
  return TestEngine(options);
}

/// A provisioned table with an index "aaa" on the string "aaa".
void create_provisioned(TestEngine& engine) {
  engine.create_table("books", false,
                      {{"BillingMode", "PROVISIONED"},
                       {"ProvisionedThroughput", kOne},
                       {"AttributeDefinitions", definitions({{"pk", "S"}, {"aaa", "S"}})},
                       {"GlobalSecondaryIndexes",
                        Json::array({with(index_definition("aaa", Json::array({hash_key("aaa")})), {{"ProvisionedThroughput", kOne}})})}});
}

}  // namespace

TEST_CASE("an added index finds the existing items, except those that cannot be in it") {
  TestEngine engine;
  engine.create_table("books");
  put(engine, R"({"pk":{"S":"1"},"aaa":{"S":"x"},"note":{"S":"n"}})");
  put(engine, R"({"pk":{"S":"2"},"aaa":{"N":"1"}})");
  put(engine, R"({"pk":{"S":"3"},"aaa":{"S":""}})");
  put(engine, R"({"pk":{"S":"4"}})");
  engine.ok("PutItem", {{"TableName", "books"}, {"Item", {{"pk", {{"S", "5"}}}, {"aaa", {{"S", std::string(2049, 'x')}}}}}});
  const Json answer = engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}))["TableDescription"];
  CHECK(answer["TableStatus"] == "UPDATING");
  CHECK(answer["GlobalSecondaryIndexes"][0]["IndexStatus"] == "CREATING");
  CHECK(answer["GlobalSecondaryIndexes"][0]["Backfilling"] == false);
  CHECK(index_of(engine)["IndexStatus"] == "ACTIVE");
  CHECK(index_of(engine)["ItemCount"] == 1);
  CHECK_FALSE(index_of(engine).contains("Backfilling"));
  CHECK(engine.ok("Query", books_by("aaa", {{"S", "x"}}))["Items"] == parse_json(R"([{"pk":{"S":"1"},"aaa":{"S":"x"},"note":{"S":"n"}}])"));
}

TEST_CASE("an item that an index left out is refused when written again, until it is fixed") {
  TestEngine engine;
  engine.create_table("books");
  put(engine, R"({"pk":{"S":"1"},"aaa":{"N":"1"}})");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  CHECK(engine.fault("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"1"},"aaa":{"N":"1"}}})") ==
        kInvalid + "Type mismatch for Index Key aaa Expected: S Actual: N IndexName: aaa");
  const Json touch = {{"TableName", "books"},
                      {"Key", {{"pk", {{"S", "1"}}}}},
                      {"UpdateExpression", "SET bbb = :b"},
                      {"ExpressionAttributeValues", {{":b", {{"S", "bbb"}}}}}};
  engine.ok("UpdateItem", touch);
  engine.ok("UpdateItem", with(touch, {{"UpdateExpression", "SET aaa = :b"}}));
  CHECK(engine.ok("Query", books_by("aaa", {{"S", "bbb"}}))["Count"] == 1);
}

TEST_CASE("a backfill goes from CREATING to Backfilling to ACTIVE, and the index cannot be read before") {
  TestEngine engine = slow_engine();
  engine.create_table("books");
  engine.now += 60'000;
  put(engine, R"({"pk":{"S":"1"},"aaa":{"S":"x"}})");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  std::string phases;
  for (int second = 0; second < 300 && described(engine)["TableStatus"] == "UPDATING"; ++second) {
    const std::string phase = index_of(engine)["Backfilling"] == true ? "B" : "A";
    if (phases.empty() || phases.back() != phase[0]) phases += phase;
    CHECK(engine.fault("Query", books_by("aaa", {{"S", "x"}})) ==
          "ValidationException: Cannot read from backfilling global secondary index: aaa");
    CHECK(engine.fault("Scan", R"({"TableName":"books","IndexName":"aaa"})") ==
          "ValidationException: Cannot read from backfilling global secondary index: aaa");
    engine.now += 1000;
  }
  CHECK(phases == "AB");
  CHECK(index_of(engine)["IndexStatus"] == "ACTIVE");
  CHECK(engine.ok("Query", books_by("aaa", {{"S", "x"}}))["Count"] == 1);
}

TEST_CASE("writes during a backfill are checked, charged to the index, and in it afterwards") {
  TestEngine engine = slow_engine();
  engine.create_table("books");
  engine.now += 60'000;
  put(engine, R"({"pk":{"S":"1"},"aaa":{"S":"x"}})");
  put(engine, R"({"pk":{"S":"2"},"aaa":{"S":"x"}})");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  engine.now += 10'000;
  CHECK(
      engine.fault("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"3"},"aaa":{"N":"1"}}})").find("Type mismatch for Index Key aaa") !=
      std::string::npos);
  const Json moved =
      engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"1"},"aaa":{"S":"y"}},"ReturnConsumedCapacity":"INDEXES"})");
  CHECK(moved["ConsumedCapacity"]["GlobalSecondaryIndexes"]["aaa"]["CapacityUnits"] == 2.0);
  engine.ok("DeleteItem", R"({"TableName":"books","Key":{"pk":{"S":"2"}}})");
  engine.now += 60'000;
  CHECK(engine.ok("Query", books_by("aaa", {{"S", "x"}}))["Count"] == 0);
  CHECK(engine.ok("Query", books_by("aaa", {{"S", "y"}}))["Count"] == 1);
  CHECK(index_of(engine)["ItemCount"] == 1);
}

TEST_CASE("an index can be cancelled during its backfill but not before; nothing else can change, nor can the table be deleted") {
  const std::string busy_indexes =
      "ResourceInUseException: Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, "
      "updated, or deleted.";
  TestEngine engine = slow_engine();
  engine.create_table("books");
  engine.now += 60'000;
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  CHECK(engine.fault("UpdateTable", update(drop("aaa"))).find("ResourceInUseException: ") == 0);
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") == busy_indexes);
  while (index_of(engine)["Backfilling"] == false) engine.now += 1000;
  CHECK(engine.fault("UpdateTable", update(create("bbb", "bbb"), {{"bbb", "S"}})).find("ResourceInUseException: ") == 0);
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") == busy_indexes);
  CHECK(engine.ok("UpdateTable", update(drop("aaa")))["TableDescription"]["GlobalSecondaryIndexes"][0]["IndexStatus"] == "DELETING");
  CHECK(engine.fault("DeleteTable", R"({"TableName":"books"})") == busy_indexes);
  while (described(engine)["TableStatus"] == "UPDATING") engine.now += 1000;
  CHECK_FALSE(described(engine).contains("GlobalSecondaryIndexes"));
  CHECK(described(engine)["AttributeDefinitions"].size() == 1);
}

TEST_CASE("a cancelled backfill does not cut the next update short") {
  TestEngine engine = slow_engine();
  engine.create_table("books");
  engine.now += 60'000;
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  const auto duration = [&] {
    const std::int64_t start = engine.now;
    while (described(engine)["TableStatus"] == "UPDATING") engine.now += 500;
    return engine.now - start;
  };
  while (index_of(engine)["Backfilling"] == false) engine.now += 500;
  engine.ok("UpdateTable", update(drop("aaa")));
  duration();
  engine.ok("UpdateTable", update(create("bbb", "bbb"), {{"bbb", "S"}}));
  const std::int64_t second = duration();
  engine.ok("UpdateTable", update(drop("bbb")));
  CHECK(second == duration());
}

TEST_CASE("a deleted index is gone, along with definitions only it used") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  engine.ok("UpdateTable", update(create("bbb", "bbb"), {{"bbb", "N"}, {"aaa", "S"}, {"unused", "S"}}));
  CHECK(described(engine)["AttributeDefinitions"].size() == 3);
  CHECK(engine.ok("UpdateTable", update(drop("aaa")))["TableDescription"]["GlobalSecondaryIndexes"][0]["IndexStatus"] == "DELETING");
  CHECK(described(engine)["GlobalSecondaryIndexes"].size() == 1);
  CHECK(described(engine)["AttributeDefinitions"].size() == 2);
  CHECK(engine.fault("Query", books_by("aaa", {{"S", "x"}})) == "ValidationException: The table does not have the specified index: aaa");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"1"},"aaa":{"N":"1"}}})");
}

TEST_CASE("an index being deleted is neither read nor written") {
  TestEngine engine = slow_engine();
  engine.create_table("books", false,
                      {{"AttributeDefinitions", definitions({{"pk", "S"}, {"aaa", "S"}})},
                       {"GlobalSecondaryIndexes", Json::array({index_definition("aaa", Json::array({hash_key("aaa")}))})}});
  engine.now += 60'000;
  engine.ok("UpdateTable", update(drop("aaa")));
  CHECK(engine.fault("Query", books_by("aaa", {{"S", "x"}})) == "ValidationException: The table does not have the specified index: aaa");
  const Json written =
      engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"1"},"aaa":{"N":"1"}},"ReturnConsumedCapacity":"INDEXES"})");
  CHECK_FALSE(written["ConsumedCapacity"].contains("GlobalSecondaryIndexes"));
}

TEST_CASE("one index is created or deleted at a time, and an index is named once") {
  TestEngine engine;
  engine.create_table("books");
  const Json two = {{"TableName", "books"},
                    {"AttributeDefinitions", definitions({{"aaa", "S"}, {"bbb", "S"}})},
                    {"GlobalSecondaryIndexUpdates", {create("aaa", "aaa"), create("bbb", "bbb")}}};
  CHECK(engine.fault("UpdateTable", two) ==
        "LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
  CHECK(engine.fault("UpdateTable", with(two, {{"GlobalSecondaryIndexUpdates", {create("aaa", "aaa"), drop("aaa")}}})) ==
        kInvalid + "Only one global secondary index update per index is allowed simultaneously. Index: aaa");
  CHECK(engine.fault("UpdateTable", update(Json::object())) ==
        kInvalid +
            "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be "
            "null");
}

TEST_CASE("at most five indexes change at a time, which is checked before they are looked up") {
  TestEngine engine;
  create_provisioned(engine);
  Json updates = Json::array();
  for (int i = 0; i < 5; ++i) updates.push_back(change("none" + std::to_string(i), {{"ProvisionedThroughput", kTwo}}));
  const Json five = {{"TableName", "books"}, {"GlobalSecondaryIndexUpdates", updates}};
  CHECK(engine.fault("UpdateTable", five) == "ResourceNotFoundException: Requested resource not found: Index none0 for table books");
  updates.push_back(change("aaa", {{"ProvisionedThroughput", kTwo}}));
  CHECK(engine.fault("UpdateTable", with(five, {{"GlobalSecondaryIndexUpdates", updates}})) ==
        "LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
}

TEST_CASE("an index is added under a new name, with keys defined in the request") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.fault("UpdateTable", update(create("aaa", "aaa"), {{"bbb", "S"}})) ==
        kInvalid + "Some index key attributes are not defined in AttributeDefinitions. Keys: [aaa], AttributeDefinitions: [bbb]");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  CHECK(engine.fault("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}})) ==
        "ValidationException: Attempting to create an index which already exists");
  CHECK(engine.fault("UpdateTable", update(create("bbb", "bbb", {{"ProvisionedThroughput", kOne}}), {{"bbb", "S"}})) ==
        kInvalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: bbb when BillingMode is PAY_PER_REQUEST");
  CHECK(engine.fault("UpdateTable", update(drop("none"))) ==
        "ResourceNotFoundException: Requested resource not found: Index none for table books");
  CHECK(engine.fault("UpdateTable", update(create("bbb", "bbb"))) == kInvalid + "AttributeDefinitions is not specified for index: bbb");
}

TEST_CASE("a key attribute keeps its type") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.fault("UpdateTable", update(create("aaa", "pk"), {{"pk", "N"}})) ==
        kInvalid +
            "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: "
            "Schema:[SchemaElement: key{pk:S:HASH}] New schema: Schema:[SchemaElement: key{pk:N:HASH}]");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}}));
  CHECK(engine.fault("UpdateTable", update(create("bbb", "aaa"), {{"aaa", "B"}})) ==
        kInvalid +
            "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: "
            "Schema:[SchemaElement: key{aaa:S:HASH}] New schema: Schema:[SchemaElement: key{aaa:B:HASH}]");
}

TEST_CASE("another type for an attribute that no new index uses is ignored") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("UpdateTable", update(create("aaa", "aaa"), {{"aaa", "S"}, {"pk", "N"}}));
  CHECK(described(engine)["AttributeDefinitions"] == definitions({{"aaa", "S"}, {"pk", "S"}}));
}

TEST_CASE("an index update does one thing, to a global index") {
  TestEngine engine;
  engine.create_table("books", true,
                      {{"AttributeDefinitions", definitions({{"pk", "S"}, {"sk", "S"}, {"aaa", "S"}})},
                       {"LocalSecondaryIndexes", {index_definition("local", {hash_key("pk"), range_key("aaa")})}}});
  Json both = create("bbb", "aaa");
  both.update(drop("local"));
  CHECK(engine.fault("UpdateTable", update(both, {{"aaa", "S"}})) ==
        kInvalid + "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
  CHECK(engine.fault("UpdateTable", update(drop("local"))) ==
        "ValidationException: Cannot delete an index that is not a GlobalSecondaryIndex: local");
  CHECK(engine.fault("UpdateTable", update(change("local", {{"ProvisionedThroughput", kTwo}}))) ==
        "ValidationException: Cannot update an index that is not a GlobalSecondaryIndex: local");
}

TEST_CASE("an index added to a provisioned table needs throughput") {
  TestEngine engine;
  create_provisioned(engine);
  CHECK(engine.fault("UpdateTable", update(create("bbb", "bbb"), {{"bbb", "S"}})) ==
        kInvalid + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: bbb");
}

TEST_CASE("an added index's warm throughput has a member") {
  TestEngine engine;
  engine.create_table("books");
  CHECK(engine.fault("UpdateTable", update(create("aaa", "aaa", {{"WarmThroughput", Json::object()}}), {{"aaa", "S"}})) ==
        kInvalid + "WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: aaa");
}

TEST_CASE("an attribute may be defined only once in a request that adds an index") {
  TestEngine engine;
  engine.create_table("books");
  Json body = update(create("aaa", "aaa"), {{"aaa", "S"}});
  body["AttributeDefinitions"].push_back({{"AttributeName", "aaa"}, {"AttributeType", "S"}});
  CHECK(engine.fault("UpdateTable", body) == "ValidationException: Attribute Name is duplicated: aaa");
}

TEST_CASE("changing the throughput, maximum or warm throughput of an index leaves the table ACTIVE") {
  TestEngine engine = slow_engine();
  create_provisioned(engine);
  engine.now += 60'000;
  const Json body = update(change("aaa", {{"ProvisionedThroughput", kTwo}}));
  const Json table = engine.ok("UpdateTable", body)["TableDescription"];
  CHECK(table["TableStatus"] == "ACTIVE");
  CHECK(table["GlobalSecondaryIndexes"][0]["IndexStatus"] == "UPDATING");
  CHECK(engine.fault("UpdateTable", body) ==
        "ResourceInUseException: Attempt to change a resource which is still in use: Index is being updated. Table: books Index: aaa");
  engine.now += 60'000;
  CHECK(index_of(engine)["IndexStatus"] == "ACTIVE");
}

TEST_CASE("the 21st index and the 101st projected attribute are refused") {
  TestEngine engine;
  engine.create_table("books");
  const auto listing = [&](int number, int count) {
    Json names = Json::array();
    for (int i = 0; i < count; ++i) names.push_back("n" + std::to_string(number) + "_" + std::to_string(i));
    const Json projection = {{"Projection", {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", names}}}};
    return update(create("idx" + std::to_string(number), "aaa", projection), {{"aaa", "S"}});
  };
  for (int i = 0; i < 5; ++i) engine.ok("UpdateTable", listing(i, 20));
  CHECK(engine.fault("UpdateTable", listing(5, 1)).find("per-table limit of 100") != std::string::npos);
  for (int i = 5; i < 20; ++i) engine.ok("UpdateTable", update(create("idx" + std::to_string(i), "aaa"), {{"aaa", "S"}}));
  CHECK(engine.fault("UpdateTable", update(create("last", "aaa"), {{"aaa", "S"}})) ==
        "LimitExceededException: Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20");
}

TEST_CASE("an index's throughput changes when it is ACTIVE again") {
  TestEngine engine;
  create_provisioned(engine);
  const Json body = update(change("aaa", {{"ProvisionedThroughput", kTwo}}));
  const Json updating = engine.ok("UpdateTable", body)["TableDescription"]["GlobalSecondaryIndexes"][0];
  CHECK(updating["IndexStatus"] == "UPDATING");
  CHECK(updating["ProvisionedThroughput"]["ReadCapacityUnits"] == 1);
  CHECK(updating["ProvisionedThroughput"].contains("LastIncreaseDateTime"));
  CHECK(index_of(engine)["ProvisionedThroughput"]["ReadCapacityUnits"] == 2);
  CHECK(engine.fault("UpdateTable", body).find("The provisioned throughput for the index aaa will not change.") != std::string::npos);
  engine.ok("UpdateTable", update(change("aaa", {{"ProvisionedThroughput", kOne}})));
  CHECK(index_of(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 1);
  CHECK(described(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 0);
}

TEST_CASE("an update of an index that does not exist, is out of bounds or empty is refused") {
  TestEngine engine;
  create_provisioned(engine);
  const std::string blocked =
      "ValidationException: This operation cannot be performed with given input values. Please contact DynamoDB service team for more "
      "info: Action Blocked: IndexUpdate";
  CHECK(engine.fault("UpdateTable", update(change("none", {{"ProvisionedThroughput", kTwo}}))) ==
        "ResourceNotFoundException: Requested resource not found: Index none for table books");
  const Json beyond = {{"ReadCapacityUnits", 1'000'000'000'001}, {"WriteCapacityUnits", 1}};
  CHECK(engine.fault("UpdateTable", update(change("aaa", {{"ProvisionedThroughput", beyond}}))) == blocked);
  CHECK(engine.fault("UpdateTable", update(change("aaa", Json::object()))) ==
        kInvalid + "ProvisionedThroughput must be specified for index: aaa");
  CHECK(engine.fault("UpdateTable", update(change("aaa", {{"OnDemandThroughput", {{"MaxReadRequestUnits", 5}}}}))) ==
        kInvalid +
            "MaxReadRequestUnits for OnDemandThroughput for index : aaa cannot be specified when the table BillingMode is PROVISIONED");
  CHECK(engine.fault("UpdateTable", update(change("aaa", {{"WarmThroughput", Json::object()}}))) ==
        kInvalid + "WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: aaa");
}

TEST_CASE("a table that becomes provisioned sets the throughput of each index; one that becomes on demand drops it") {
  TestEngine engine;
  create_provisioned(engine);
  engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})");
  CHECK(index_of(engine)["ProvisionedThroughput"] ==
        Json{{"NumberOfDecreasesToday", 0}, {"ReadCapacityUnits", 0}, {"WriteCapacityUnits", 0}});
  CHECK(engine.fault("UpdateTable", update(change("aaa", {{"ProvisionedThroughput", kTwo}}))) ==
        kInvalid +
            "The only Updates for index: aaa when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
  CHECK(engine.fault("UpdateTable", update(change("aaa", Json::object()))) ==
        kInvalid +
            "The only Updates for index: aaa when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
  const Json back = {{"TableName", "books"}, {"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", kOne}};
  CHECK(engine.fault("UpdateTable", back) == kInvalid + "ProvisionedThroughput must be specified for index: aaa");
  engine.ok("UpdateTable", with(back, {{"GlobalSecondaryIndexUpdates", Json::array({change("aaa", {{"ProvisionedThroughput", kTwo}})})}}));
  CHECK(index_of(engine)["ProvisionedThroughput"]["ReadCapacityUnits"] == 2);
  CHECK(index_of(engine)["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 0);
}
