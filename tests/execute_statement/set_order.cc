#include "test_engine.h"

using namespace shardbook;

TEST_CASE("PartiQL lists number sets by hash in SELECT, RETURNING and failed conditions") {
  for (const char* region : {"us-east-1", "eu-west-2"}) {
    TestEngine engine;
    engine.region = region;
    engine.create_table("tab");
    const auto execute = [&](const char* statement) { return engine.ok("ExecuteStatement", Json{{"Statement", statement}})["Items"]; };
    execute("INSERT INTO tab VALUE {'pk': 'a', 'n': <<2, 3, 1>>}");
    const Json hashed = parse_json(R"({"NS":["3","2","1"]})");
    CHECK(execute("SELECT * FROM tab")[0]["n"] == hashed);
    CHECK(execute("SELECT n FROM tab WHERE pk = 'a'")[0]["n"] == hashed);
    CHECK(execute("UPDATE tab SET v = 1 WHERE pk = 'a' RETURNING ALL NEW *")[0]["n"] == hashed);
    CHECK(execute("UPDATE tab SET n = set_add(n, <<4>>) WHERE pk = 'a' RETURNING MODIFIED OLD *")[0]["n"] == hashed);
    const Json failed = engine.call("ExecuteStatement", Json{{"Statement", "DELETE FROM tab WHERE pk = 'a' AND v = 2"},
                                                             {"ReturnValuesOnConditionCheckFailure", "ALL_OLD"}});
    CHECK(failed["Item"]["n"] == parse_json(R"({"NS":["4","3","2","1"]})"));
  }
}
