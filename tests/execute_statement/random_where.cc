#include <algorithm>
#include <random>
#include <set>

#include "execute_statement/statements.h"

using namespace shardbook;

namespace {

/// One condition as a WHERE and as a FilterExpression.
struct Both {
  std::string where;
  std::string filter;
};

/// Makes conditions on pk (S) and sk (N), and on attributes of all types, some of which are missing.
class Conditions {
 public:
  explicit Conditions(unsigned seed) : random_(seed) {}

  Both condition(int depth) {
    if (depth == 0) return test();
    switch (below(5)) {
      case 0:
        return joined(" OR ", depth);
      case 1:
      case 2:
        return joined(" AND ", depth);
      case 3: {
        const Both inner = condition(depth - 1);
        return {"NOT (" + inner.where + ")", "NOT (" + inner.filter + ")"};
      }
      default:
        return test();
    }
  }

  Json parameters = Json::array();
  Json values = Json::object();

  unsigned below(unsigned end) { return std::uniform_int_distribution<unsigned>(0, end - 1)(random_); }

 private:
  const char* one_of(std::initializer_list<const char*> texts) { return texts.begin()[below(static_cast<unsigned>(texts.size()))]; }

  Both joined(const char* word, int depth) {
    Both out;
    for (unsigned i = 0, end = 2 + below(2); i < end; ++i) {
      const Both inner = condition(depth - 1);
      out.where += (i > 0 ? word : "") + ("(" + inner.where + ")");
      out.filter += (i > 0 ? word : "") + ("(" + inner.filter + ")");
    }
    return out;
  }

  /// A value, written out or as a parameter.
  Both value(const std::string& literal, const Json& typed) {
    const std::string name = ":v" + std::to_string(values.size());
    values[name] = typed;
    if (below(3) > 0) return {literal, name};
    parameters.push_back(typed);
    return {"?", name};
  }

  Both number() {
    const std::string text = std::to_string(static_cast<int>(below(9)) - 2);
    return value(below(4) == 0 ? text + ".0" : text, {{"N", text}});
  }
  Both string() {
    const std::string text = one_of({"a", "b", "ab", "c", "N", "M"});
    return value("'" + text + "'", {{"S", text}});
  }
  Both any_value() {
    switch (below(8)) {
      case 0:
        return value("TRUE", {{"BOOL", true}});
      case 1:
        return value("NULL", {{"NULL", true}});
      case 2:
        return value("[1, 'a']", {{"L", {{{"N", "1"}}, {{"S", "a"}}}}});
      case 3:
        return value("<<'a', 'b'>>", {{"SS", {"a", "b"}}});
      case 4:
        return value("{'x': 2}", {{"M", {{"x", {{"N", "2"}}}}}});
      case 5:
        return string();
      default:
        return number();
    }
  }

  std::string path() { return one_of({"n", "s", "z", "m.x", "m", "l[0]", "l[1]", "tags", "sk", "pk"}); }

  Both operand() {
    if (below(6) == 0) {
      const std::string size = std::string("size(") + one_of({"s", "tags", "l", "m", "n"}) + ")";
      return {size, size};
    }
    const std::string text = path();
    return {text, text};
  }

  Both test() {
    switch (below(10)) {
      case 0:
        return key_test();
      case 1: {
        const Both value = string();
        return {"pk = " + value.where, "pk = " + value.filter};
      }
      case 2: {
        const Both left = operand();
        const Both low = number();
        const Both high = number();
        return {left.where + " BETWEEN " + low.where + " AND " + high.where,
                left.filter + " BETWEEN " + low.filter + " AND " + high.filter};
      }
      case 3:
        return list_test(operand(), below(2) == 0);
      case 4:
        return type_test();
      case 5: {
        const std::string name = one_of({"begins_with", "contains"});
        const std::string left = path();
        const Both right = below(4) == 0 ? any_value() : string();
        return {name + "(" + left + ", " + right.where + ")", name + "(" + left + ", " + right.filter + ")"};
      }
      default: {
        const std::string comparator = one_of({"=", "<>", "<", "<=", ">", ">="});
        const Both left = operand();
        const Both right = below(5) == 0 ? operand() : any_value();
        return {left.where + " " + comparator + " " + right.where, left.filter + " " + comparator + " " + right.filter};
      }
    }
  }

  Both key_test() {
    const std::string comparator = one_of({"=", "<", "<=", ">", ">="});
    const Both value = number();
    if (below(4) == 0) return {value.where + " " + comparator + " sk", value.filter + " " + comparator + " sk"};
    return {"sk " + comparator + " " + value.where, "sk " + comparator + " " + value.filter};
  }

  Both list_test(const Both& left, bool in_brackets) {
    Both out{left.where + (in_brackets ? " IN [" : " IN ("), left.filter + " IN ("};
    for (unsigned i = 0, end = 1 + below(3); i < end; ++i) {
      const Both value = number();
      out.where += (i > 0 ? ", " : "") + value.where;
      out.filter += (i > 0 ? ", " : "") + value.filter;
    }
    out.where += in_brackets ? "]" : ")";
    out.filter += ")";
    return out;
  }

  Both type_test() {
    const std::string at = path();
    switch (below(4)) {
      case 0:
        return {at + " IS MISSING", "attribute_not_exists(" + at + ")"};
      case 1:
        return {at + " IS NOT MISSING", "attribute_exists(" + at + ")"};
      case 2: {
        const Both type = string();
        return {"attribute_type(" + at + ", " + type.where + ")", "attribute_type(" + at + ", " + type.filter + ")"};
      }
      default: {
        const std::string name = ":v" + std::to_string(values.size());
        values[name] = {{"S", "N"}};
        return {at + " IS NUMERIC", "attribute_type(" + at + ", " + name + ")"};
      }
    }
  }

  std::mt19937 random_;
};

TestEngine with_things() {
  TestEngine engine;
  engine.ok("CreateTable", R"({"TableName":"things","BillingMode":"PAY_PER_REQUEST",
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"}]})");
  std::mt19937 random(7);
  const auto below = [&](unsigned end) { return std::uniform_int_distribution<unsigned>(0, end - 1)(random); };
  for (const char* pk : {"a", "b", "ab"}) {
    for (int sk = -2; sk < 7; ++sk) {
      Json item = {{"pk", {{"S", pk}}}, {"sk", {{"N", std::to_string(sk)}}}};
      if (below(3) > 0) item["n"] = {{"N", std::to_string(below(5))}};
      if (below(3) > 0) item["s"] = {{"S", std::string(below(3), 'a') + "b"}};
      if (below(3) > 0) item["z"] = below(2) == 0 ? Json{{"NULL", true}} : Json{{"BOOL", true}};
      if (below(3) > 0) item["m"] = {{"M", {{"x", {{"N", "2"}}}}}};
      if (below(3) > 0) item["l"] = {{"L", {{{"N", "1"}}, {{"S", "a"}}}}};
      if (below(3) > 0) item["tags"] = {{"SS", {"a", "b"}}};
      engine.ok("PutItem", Json{{"TableName", "things"}, {"Item", item}});
    }
  }
  return engine;
}

std::multiset<std::string> items_of(const Json& answer) {
  std::multiset<std::string> out;
  for (const Json& item : answer["Items"]) out.insert(item.dump());
  return out;
}

std::multiset<std::string> all_pages(TestEngine& engine, Json body, std::multiset<std::string> out = {}) {
  const Json answer = engine.call("ExecuteStatement", body);
  out.merge(items_of(answer));
  if (!answer.contains("NextToken")) return out;
  body["NextToken"] = answer["NextToken"];
  return all_pages(engine, std::move(body), std::move(out));
}

/// A statement with lists or maps among its parameters has one page only.
bool can_go_on(const Json& parameters) {
  return std::none_of(parameters.begin(), parameters.end(), [](const Json& value) { return value.contains("L") || value.contains("M"); });
}

/// Faults that a WHERE has because it finds keys in it, where a filter has none.
bool is_of_keys(const std::string& message) {
  return message.find("Overlapping conditions") == 0 || message.find("Key value must be") == 0 || message.find("Key attribute's") == 0;
}

}  // namespace

TEST_CASE("WHERE finds what the same condition finds as the FilterExpression of a Scan, page by page too") {
  TestEngine engine = with_things();
  int found = 0;
  int refused = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Conditions conditions(seed);
    const Both both = conditions.condition(static_cast<int>(seed % 4));
    Json body = statement("SELECT * FROM things WHERE " + both.where, conditions.parameters);
    Json scan = {{"TableName", "things"}, {"FilterExpression", both.filter}};
    if (!conditions.values.empty()) scan["ExpressionAttributeValues"] = conditions.values;
    const Json selected = engine.call("ExecuteStatement", body);
    const bool ok = engine.status == 200;
    const Json scanned = engine.call("Scan", scan);
    INFO(both.where << "\n" << both.filter << "\n" << selected.dump() << "\n" << scanned.dump());
    if (!ok) {
      ++refused;
      const std::string message = selected["message"];
      const std::string filter_message = scanned.value("message", "");
      CHECK((is_of_keys(message) || filter_message == "Invalid FilterExpression: " + message));
      continue;
    }
    REQUIRE(scanned.contains("Items"));
    const std::multiset<std::string> expected = items_of(scanned);
    found += expected.empty() ? 0 : 1;
    CHECK(all_pages(engine, body) == expected);
    if (!can_go_on(conditions.parameters)) continue;
    body["Limit"] = 1 + conditions.below(9);
    CHECK(all_pages(engine, body) == expected);
  }
  CHECK(found > 500);
  CHECK(refused > 100);
}
