#include "read/query_keys.h"

#include "item/item_address.h"

namespace shardbook {

namespace {

using Test = KeyCondition::Test;
using Operator = KeyCondition::Operator;

const Test* find_test(const KeyCondition& condition, const KeyAttribute& key) {
  for (const Test& test : condition.tests) {
    if (test.attribute == key.name) return &test;
  }
  return nullptr;
}

constexpr std::size_t kMostTableKeys = 2;
constexpr std::size_t kMostIndexKeys = 8;

Status wrong_test_count() { return validation_exception("Conditions can be of length 1 or 2 only"); }

Status not_supported() { return validation_exception("Query key condition not supported"); }

Status check_start_key_type(const QueryInput& input, const KeyAttribute& key) {
  if (!input.exclusive_start_key) return {};
  const AttributeValue* value = find_attribute(input.exclusive_start_key->attributes, key.name);
  if (value == nullptr) return validation_exception("The provided starting key is invalid");
  if (value->type() != key.type) return validation_exception("The provided key element does not match the schema");
  return {};
}

Status check_value(const KeyAttribute& key, const Test& test) {
  if (test.op == Operator::not_indexable) {
    return validation_exception("Attempted conditional constraint is not an indexable operation");
  }
  if (test.low.type() != key.type) {
    return validation_exception("One or more parameter values were invalid: Condition parameter type does not match schema type");
  }
  RETURN_IF_ERROR(check_not_empty(key, test.low));
  return test.op == Operator::between ? check_not_empty(key, test.high) : Status();
}

Status missing_key_element(const KeyAttribute& key) {
  return validation_exception("Query condition missed key schema element: " + key.name);
}

Status check_condition_on(const QueryInput& input, const KeyCondition& condition, const KeyAttribute& key, bool several_parts,
                          bool must_be_equality) {
  RETURN_IF_ERROR(check_start_key_type(input, key));
  const Test* test = find_test(condition, key);
  if (test == nullptr) return several_parts ? not_supported() : missing_key_element(key);
  RETURN_IF_ERROR(check_value(key, *test));
  if (must_be_equality && test->op != Operator::eq) return not_supported();
  return {};
}

/// Returns whether all partition keys equal those in the condition.
bool has_hash(const AttributeMap& start, const KeyCondition& condition, const IndexKeySchema& keys) {
  for (const KeyAttribute& key : keys.hash) {
    if (*find_attribute(start, key.name) != find_test(condition, key)->low) return false;
  }
  return true;
}

/// The starting key must be one that this query could have returned.
Status check_start_key(const AttributeMap& start, const KeyCondition& condition, const IndexKeySchema& keys) {
  const bool same_hash = has_hash(start, condition, keys);
  bool any_range = false;
  for (const KeyAttribute& key : keys.range) {
    const Test* test = find_test(condition, key);
    if (test == nullptr) break;
    any_range = true;
    if (passes(*test, *find_attribute(start, key.name))) continue;
    return validation_exception("The provided starting key does not match the range key predicate");
  }
  if (same_hash) return {};
  return validation_exception(any_range ? "The query can return at most one row and cannot be restarted"
                                        : "The provided starting key is outside query boundaries based on provided conditions");
}

/// Returns the rows under `prefix` whose next sort key passes the test.
KeyRange range_of(const std::string& prefix, const Test& test) {
  const auto rows_of = [&](const AttributeValue& value) {
    std::string row = prefix;
    append_range_key(row, value);
    return KeyRange::of_prefix(row);
  };
  KeyRange range = KeyRange::of_prefix(prefix);
  switch (test.op) {
    case Operator::eq:
      return rows_of(test.low);
    case Operator::lt:
      range.to = rows_of(test.low).from;
      return range;
    case Operator::le:
      range.to = rows_of(test.low).to;
      return range;
    case Operator::gt:
      range.from = *rows_of(test.low).to;
      return range;
    case Operator::ge:
      range.from = rows_of(test.low).from;
      return range;
    case Operator::between:
      return {rows_of(test.low).from, rows_of(test.high).to};
    case Operator::begins_with: {
      std::string row = prefix;
      append_range_key_prefix(row, test.low);
      return KeyRange::of_prefix(row);
    }
    case Operator::not_indexable:
      break;
  }
  return range;
}

KeyRange range_of(const KeyCondition& condition, const IndexKeySchema& keys) {
  std::vector<const AttributeValue*> hash;
  for (const KeyAttribute& key : keys.hash) hash.push_back(&find_test(condition, key)->low);
  std::string prefix = item_key_prefix(hash);
  for (const KeyAttribute& key : keys.range) {
    const Test* test = find_test(condition, key);
    if (test == nullptr) break;
    if (test->op != Operator::eq) return range_of(prefix, *test);
    append_range_key(prefix, test->low);
  }
  return KeyRange::of_prefix(prefix);
}

}  // namespace

Status check_test_count(const QueryInput& input, const KeyCondition& condition) {
  const std::size_t most = input.index_name ? kMostIndexKeys : kMostTableKeys;
  return condition.tests.empty() || condition.tests.size() > most ? wrong_test_count() : Status();
}

Status check_key_condition(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target) {
  const IndexKeySchema& keys = target.keys;
  if (input.exclusive_start_key && input.exclusive_start_key->attributes.size() != target.start_key_names().size()) {
    return validation_exception("The provided starting key is invalid");
  }
  const std::size_t most = keys.hash.size() + keys.range.size();
  if (condition.tests.size() > most) {
    return condition.tests.size() > kMostTableKeys && most <= kMostTableKeys ? wrong_test_count() : not_supported();
  }
  const bool several_parts = keys.hash.size() > 1 || keys.range.size() > 1;
  for (const KeyAttribute& key : keys.hash) RETURN_IF_ERROR(check_condition_on(input, condition, key, several_parts, true));
  std::size_t tested = condition.tests.size() - keys.hash.size();  // each partition key has one test
  for (const KeyAttribute& key : keys.range) {
    if (tested == 0) {
      RETURN_IF_ERROR(check_start_key_type(input, key));
    } else {
      RETURN_IF_ERROR(check_condition_on(input, condition, key, several_parts, --tested > 0));
    }
  }
  return {};
}

Result<KeyRange> query_range(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target) {
  KeyRange range = range_of(condition, target.keys);
  if (!input.exclusive_start_key) return range;
  Result<std::string> start = start_row(target, input.exclusive_start_key->attributes);
  if (!start && target.index != nullptr) {
    return validation_exception("The provided starting key is invalid: " + std::move(start).error().message);
  }
  if (!start) return std::move(start).error();
  RETURN_IF_ERROR(check_start_key(input.exclusive_start_key->attributes, condition, target.keys));
  if (input.scan_index_forward.value_or(true)) {
    range.start_after(*start);
  } else {
    range.end_before(*start);
  }
  return range;
}

}  // namespace shardbook
