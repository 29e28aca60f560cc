#include <algorithm>
#include <random>

#include "fuzz/exercise.h"
#include "test_engine.h"
#include "test_indexes.h"
#include "value/fnv1a.h"

using namespace shardbook;

namespace {

/// An engine with something of everything that a checkpoint holds.
std::string rich_checkpoint() {
  TestEngine engine(Options{.throttle = true});
  engine.ok("CreateTable",
            R"({"TableName":"books","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"},
        {"AttributeName":"at","AttributeType":"N"},{"AttributeName":"bin","AttributeType":"B"}],
      "LocalSecondaryIndexes":[{"IndexName":"local","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}],
        "Projection":{"ProjectionType":"KEYS_ONLY"}}],
      "GlobalSecondaryIndexes":[{"IndexName":"global","KeySchema":[{"AttributeName":"bin","KeyType":"HASH"}],
        "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["at"]},"ProvisionedThroughput":{"ReadCapacityUnits":500,"WriteCapacityUnits":500}}],
      "ProvisionedThroughput":{"ReadCapacityUnits":500,"WriteCapacityUnits":500},"Tags":[{"Key":"team","Value":"a"}],
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})");
  engine.ok("UpdateTimeToLive", R"({"TableName":"books","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"at"}})");
  engine.region = "us-east-1";
  engine.create_table("other");
  engine.region = "us-east-2";
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    engine.ok("PutItem", {{"TableName", "books"},
                          {"Item",
                           {{"pk", {{"S", "p" + std::to_string(i % 3)}}},
                            {"sk", {{"N", number}}},
                            {"at", {{"N", std::to_string(1'700'100'000 + i)}}},
                            {"bin", {{"B", "AAE="}}},
                            {"m", {{"M", {{"l", {{"L", {{{"NULL", true}}, {{"SS", {"a", "b"}}}}}}}}}}}}}});
  }
  engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})");
  engine.ok("TransactWriteItems", R"({"ClientRequestToken":"once","ReturnConsumedCapacity":"TOTAL","TransactItems":[
      {"Delete":{"TableName":"books","Key":{"pk":{"S":"p0"},"sk":{"N":"0"}}}}]})");
  const std::string arn = "arn:aws:dynamodb:us-east-2:123456789012:table/books";
  engine.ok(
      "PutResourcePolicy",
      {{"ResourceArn", arn},
       {"Policy", R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"dynamodb:GetItem","Resource":"*"}]})"}});
  engine.now += 5LL * 3600 * 1000;
  engine.engine.advance(engine.now);
  return engine.engine.export_state();
}

std::string with_checksum(std::string bytes) {
  bytes.resize(bytes.size() - 8);
  Fnv1a checksum;
  checksum.add(bytes);
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(checksum.value() >> shift & 0xff);
  return bytes;
}

/// Hands out a few bytes at a time.
struct Trickle : ByteSource {
  explicit Trickle(std::string_view all) : rest(all) {}
  std::size_t read(char* to, std::size_t most) override {
    const std::size_t count = rest.copy(to, std::min<std::size_t>(most, 7));
    rest.remove_prefix(count);
    return count;
  }
  std::string_view rest;
};

struct Pieces : ByteSink {
  void write(std::string_view piece) override { sizes.push_back(piece.size()); }
  std::vector<std::size_t> sizes;
};

}  // namespace

TEST_CASE("an export is read back whole, in pieces of any size") {
  const std::string bytes = rich_checkpoint();
  Engine whole;
  REQUIRE(whole.import_state(bytes));
  CHECK(whole.export_state() == bytes);
  Engine pieces;
  Trickle trickle(bytes);
  REQUIRE(pieces.import_state(trickle));
  CHECK(pieces.export_state() == bytes);
}

TEST_CASE("overdrawn throughput is kept, and still has to be earned back after an import") {
  const Options options{.throttle = true};
  TestEngine engine(options);
  engine.create_table("books", false,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}}}});
  engine.ok("PutItem", {{"TableName", "books"}, {"Item", {{"pk", {{"S", "a"}}}, {"fill", {{"S", std::string(5'000, 'x')}}}}}});
  const Json put = {{"TableName", "books"}, {"Item", {{"pk", {{"S", "b"}}}}}};
  CHECK(engine.fault("PutItem", put).substr(0, 39) == "ProvisionedThroughputExceededException:");
  TestEngine imported(options);
  REQUIRE(imported.engine.import_state(engine.engine.export_state()));
  imported.now = engine.now + 3'000;
  CHECK(imported.fault("PutItem", put).substr(0, 39) == "ProvisionedThroughputExceededException:");
  imported.now += 3'000;
  imported.ok("PutItem", put);
}

TEST_CASE("an export with a recovery period that the service does not have is refused") {
  const auto with_days = [](int days) {
    TestEngine engine;
    engine.create_table("books");
    engine.ok("UpdateContinuousBackups",
              {{"TableName", "books"},
               {"PointInTimeRecoverySpecification", {{"PointInTimeRecoveryEnabled", true}, {"RecoveryPeriodInDays", days}}}});
    return engine.engine.export_state();
  };
  std::string bytes = with_days(16);
  const std::string other = with_days(17);
  const auto at = static_cast<std::size_t>(std::mismatch(bytes.begin(), bytes.end(), other.begin()).first - bytes.begin());
  Engine engine;
  REQUIRE(engine.import_state(with_checksum(bytes)));
  for (const int wrong : {0, 36}) {
    bytes[at] = static_cast<char>(wrong);
    CHECK_FALSE(engine.import_state(with_checksum(bytes)));
  }
}

TEST_CASE("an export with a time before 1970 is refused") {
  TestEngine engine;
  engine.create_table("books", false,
                      {{"BillingMode", "PROVISIONED"}, {"ProvisionedThroughput", {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}}}});
  engine.ok("UpdateTable", R"({"TableName":"books","BillingMode":"PAY_PER_REQUEST"})");
  const std::string bytes = engine.engine.export_state();
  std::string now;
  for (int shift = 0; shift < 64; shift += 8) now += static_cast<char>(engine.now >> shift & 0xff);
  int times = 0;
  Engine imported;
  for (std::size_t at = 0; (at = bytes.find(now, at)) != bytes.npos; ++at) {
    std::string damaged = bytes;
    damaged.replace(at, now.size(), now.size(), '\xff');
    CHECK_FALSE(imported.import_state(with_checksum(damaged)));
    ++times;
  }
  CHECK(times == 4);
}

TEST_CASE("an export whose counts have no room to go on is refused: the next export could not be imported") {
  TestEngine engine;
  engine.create_table("books");
  engine.ok("PutItem", R"({"TableName":"books","Item":{"pk":{"S":"a"}}})");
  const std::string bytes = engine.engine.export_state();
  const std::string unit = std::string(6, '\0') + "\xf0\x3f";           // 1.0
  const std::string most_units = std::string(6, '\0') + "\x40\x43";     // 2^53
  const std::string most_steps = std::string(6, '\0') + '\x20' + '\0';  // 2^53
  Engine imported;
  const auto refused = [&](std::size_t at, const std::string& value) {
    std::string damaged = bytes;
    damaged.replace(at, value.size(), value);
    return !imported.import_state(with_checksum(damaged));
  };
  REQUIRE(bytes.find(unit) != bytes.npos);
  CHECK(refused(bytes.find(unit), most_units));
  for (const std::size_t from_end : {16, 24}) CHECK(refused(bytes.size() - from_end, most_steps));  // of steps and of calls
}

TEST_CASE("a large export leaves in pieces") {
  TestEngine engine;
  engine.create_table("books");
  for (int i = 0; i < 12; ++i) {
    engine.ok("PutItem",
              {{"TableName", "books"}, {"Item", {{"pk", {{"S", std::to_string(i)}}}, {"fill", {{"S", std::string(390'000, 'x')}}}}}});
  }
  Pieces pieces;
  engine.engine.export_state(pieces);
  CHECK(pieces.sizes.size() > 3);
  for (const std::size_t size : pieces.sizes) CHECK(size < 2'000'000);
}

TEST_CASE("an incomplete export is refused and changes nothing") {
  const std::string bytes = rich_checkpoint();
  Engine engine;
  const std::string before = engine.export_state();
  for (std::size_t size = 0; size < bytes.size(); size += 61) CHECK_FALSE(engine.import_state(bytes.substr(0, size)));
  CHECK_FALSE(engine.import_state(bytes + "x"));
  CHECK_FALSE(engine.import_state(with_checksum(bytes + "12345678")));
  CHECK(engine.export_state() == before);
}

TEST_CASE("a damaged export with a mended checksum is refused, or its state can be worked with") {
  const std::string bytes = rich_checkpoint();
  std::mt19937 random(5);
  int accepted = 0;
  for (int trial = 0; trial < 2'000; ++trial) {
    std::string damaged = bytes;
    for (unsigned change = 0; change <= random() % 3; ++change) {
      const std::size_t at = 17 + random() % (damaged.size() - 25);
      switch (random() % 4) {
        case 0:
          damaged[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          damaged[at] = static_cast<char>(damaged[at] ^ 1 << random() % 8);
          break;
        case 2:
          damaged.erase(at, 1 + random() % 9);
          break;
        default:
          damaged.insert(at, damaged.substr(17 + random() % (damaged.size() - 17), 1 + random() % 9));
      }
    }
    Engine engine(Options{.observe = true});
    if (!engine.import_state(with_checksum(damaged))) continue;
    ++accepted;
    CHECK(Exercise(engine, 1'700'000'000'000).run());
  }
  CHECK(accepted > 50);
}
