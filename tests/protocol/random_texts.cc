#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "fuzz/fuzzed_engine.h"

using namespace shardbook;
using namespace std::string_view_literals;

// A short version of what the fuzzers in tests/fuzz do for hours, with the same texts in each run. The test is that nothing aborts:
// FuzzedEngine does so on an impossible answer.

namespace {

const std::vector<std::string> kRequests = {
    R"({"TableName":"books","Item":{"pk":{"S":"a"},"v":{"M":{"n":{"N":"-1.5e10"},"l":{"L":[{"BOOL":true},{"NULL":true}]}}},"s":{"SS":["a","b"]}}})",
    R"({"TableName":"books","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET #n.list[0] = :v","ExpressionAttributeNames":{"#n":"map"},)"
    R"("ExpressionAttributeValues":{":v":{"B":"AAEC"}},"ReturnValues":"ALL_NEW"})",
    R"({"TableName":"books","KeyConditionExpression":"pk = :v","ExpressionAttributeValues":{":v":{"S":"a"}},"Limit":1,"ScanIndexForward":false})",
    R"({"RequestItems":{"books":[{"PutRequest":{"Item":{"pk":{"S":"\u00e9\ud83d\ude00"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"a"}}}}]}})",
    R"({"TransactItems":[{"Put":{"TableName":"books","Item":{"pk":{"S":"b"}}}},{"Delete":{"TableName":"books","Key":{"pk":{"S":"a"}}}}]})",
    R"({"TableName":"more","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"N"}],)"
    R"("ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}})",
    R"({"Statement":"SELECT * FROM books WHERE pk = ?","Parameters":[{"S":"a"}]})"};
const std::vector<std::string> kExpressions = {"é = \"ü\" OR 😀 <> :v",
                                               "attribute_exists(#n.list[0]) AND NOT (pk = :v OR size(a) BETWEEN :v AND :v)",
                                               "SET a = if_not_exists(a, :v) + :v, #n.b = list_append(:v, c) REMOVE d",
                                               "ADD a :v DELETE b :v",
                                               "pk = :v AND begins_with(sk, :v)",
                                               "a, #n.list[12], b.c.d",
                                               "a IN (:v, b, c) OR contains(a, :v) AND attribute_type(a, :v)"};
const std::vector<std::string> kStatements = {
    R"(SELECT pk, map.nums[0] FROM "books" WHERE pk = 'a' AND (n > 1.5e3 OR attribute_type(x, 'S')))",
    R"(INSERT INTO books VALUE {'pk': 'b', 'l': [1, {'a': true}], 's': <<1, 2>>})",
    "UPDATE books SET a.b = list_append(c, [1]) REMOVE d WHERE pk = 'a' RETURNING ALL OLD *",
    "DELETE FROM books WHERE pk = 'a' AND n IN [1, 2] -- so"};

class Chance {
 public:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

  /// Returns one of the texts with a few pieces changed, removed, doubled or taken from another.
  std::string mutated(const std::vector<std::string>& texts) {
    std::string text = texts[below(texts.size())];
    for (std::size_t left = 1 + below(4); left > 0; --left) change(text, texts[below(texts.size())]);
    return text;
  }

 private:
  void change(std::string& text, const std::string& other) {
    constexpr std::string_view kSigns = "\"{}[]():,.\\#<>=+-eE019\0\xff\xc3\xed u'"sv;
    const std::size_t at = below(text.size() + 1);
    switch (below(5)) {
      case 0:
        text.insert(at, 1, kSigns[below(kSigns.size())]);
        break;
      case 1:
        text.erase(at, 1 + below(8));
        break;
      case 2:
        text.insert(at, other, below(other.size()), below(20));
        break;
      case 3:
        if (at < text.size()) text[at] = kSigns[below(kSigns.size())];
        break;
      default:
        text.insert(at, text.substr(at, below(30)));
    }
  }

  std::minstd_rand random_{20120810};
};

}  // namespace

TEST_CASE("randomly damaged requests get an answer") {
  FuzzedEngine engine;
  Chance chance;
  for (unsigned i = 0; i < 20'000; ++i) engine.take_request(i, chance.mutated(kRequests));
}

TEST_CASE("randomly damaged expressions get an answer") {
  FuzzedEngine engine;
  Chance chance;
  for (int i = 0; i < 4'000; ++i) engine.take_expression(chance.mutated(kExpressions));
}

TEST_CASE("randomly damaged statements get an answer") {
  FuzzedEngine engine;
  Chance chance;
  for (int i = 0; i < 10'000; ++i) engine.take_statement(chance.mutated(kStatements));
}
