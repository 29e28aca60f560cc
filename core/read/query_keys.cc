#include "read/query_keys.h"

#include <algorithm>

#include "expression/value_text.h"
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

Error invalid_start_key() { return validation_exception("The provided starting key is invalid"); }

Status not_supported() { return validation_exception("Query key condition not supported"); }

Status missed(const KeyAttribute& key) { return validation_exception("Query condition missed key schema element: " + key.name); }

Status check_start_key_type(const QueryInput& input, const KeyAttribute& key) {
  if (!input.exclusive_start_key) return {};
  const AttributeValue* value = find_attribute(input.exclusive_start_key->attributes, key.name);
  return value != nullptr && value->type() == key.type ? Status() : invalid_start_key();
}

Status check_indexable(const Test& test) {
  if (test.op != Operator::not_indexable) return {};
  return validation_exception("Attempted conditional constraint is not an indexable operation");
}

Status check_type(const KeyAttribute& key, const Test& test) {
  if (test.low.type() == key.type) return {};
  return validation_exception("One or more parameter values were invalid: Condition parameter type does not match schema type");
}

Status check_not_empty(const KeyAttribute& key, const Test& test) {
  RETURN_IF_ERROR(check_not_empty(key, test.low));
  return test.op == Operator::between ? check_not_empty(key, test.high) : Status();
}

/// For schemas with one partition key and at most one sort key.
Status check_condition_on(const QueryInput& input, const KeyCondition& condition, const KeyAttribute& key) {
  RETURN_IF_ERROR(check_start_key_type(input, key));
  const Test* test = find_test(condition, key);
  if (test == nullptr) return missed(key);
  RETURN_IF_ERROR(check_indexable(*test));
  RETURN_IF_ERROR(check_type(key, *test));
  return check_not_empty(key, *test);
}

Status check_simple_key(const QueryInput& input, const KeyCondition& condition, const IndexKeySchema& keys) {
  const KeyAttribute& hash = keys.hash.front();
  RETURN_IF_ERROR(check_condition_on(input, condition, hash));
  if (find_test(condition, hash)->op != Operator::eq) return not_supported();
  if (keys.range.empty()) return {};
  if (condition.tests.size() == 1) return check_start_key_type(input, keys.range.front());
  return check_condition_on(input, condition, keys.range.front());
}

bool is_equality(const Test* test) { return test != nullptr && test->op == Operator::eq; }

/// Returns "b, c": those of the first `count` keys that are not tested for equality.
std::string without_equality(const KeyCondition& condition, const std::vector<KeyAttribute>& keys, std::size_t count) {
  std::string names;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_equality(find_test(condition, keys[i]))) names += (names.empty() ? "" : ", ") + keys[i].name;
  }
  return names;
}

Status check_hash_keys(const KeyCondition& condition, const IndexKeySchema& keys) {
  const std::string names = without_equality(condition, keys.hash, keys.hash.size());
  if (names.empty()) return {};
  return validation_exception("HASH key attributes " + names + " must have equality conditions specified in the query");
}

/// Performs the checks on single tests, in the order written.
Status check_tests(const KeyCondition& condition, const IndexKeySchema& keys) {
  for (const Test& test : condition.tests) {
    RETURN_IF_ERROR(check_indexable(test));
    const auto is_tested = [&](const KeyAttribute& key) { return key.name == test.attribute; };
    for (const auto* part : {&keys.hash, &keys.range}) {
      const auto key = std::find_if(part->begin(), part->end(), is_tested);
      if (key != part->end() && key->type == test.low.type()) RETURN_IF_ERROR(check_not_empty(*key, test));
    }
  }
  return {};
}

Status check_range_keys(const KeyCondition& condition, const IndexKeySchema& keys) {
  std::size_t tested = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < keys.range.size(); ++i) {
    if (find_test(condition, keys.range[i]) == nullptr) continue;
    ++tested;
    last = i;
  }
  if (keys.hash.size() + tested < condition.tests.size()) {  // another attribute is tested, so some sort key is not
    const auto is_missed = [&](const KeyAttribute& key) { return find_test(condition, key) == nullptr; };
    return missed(*std::find_if(keys.range.begin(), keys.range.end(), is_missed));
  }
  if (tested == 0) return {};
  const std::string names = without_equality(condition, keys.range, last);
  if (names.empty()) return {};
  return validation_exception("RANGE key attributes " + names +
                              " must have equality conditions specified in the query because a condition is present on key attribute " +
                              keys.range[last].name);
}

/// For schemas with several partition keys or several sort keys.
Status check_composite_key(const QueryInput& input, const KeyCondition& condition, const IndexKeySchema& keys) {
  for (const auto* part : {&keys.hash, &keys.range}) {
    for (const KeyAttribute& key : *part) RETURN_IF_ERROR(check_start_key_type(input, key));
  }
  RETURN_IF_ERROR(check_hash_keys(condition, keys));
  RETURN_IF_ERROR(check_tests(condition, keys));
  RETURN_IF_ERROR(check_range_keys(condition, keys));
  for (const auto* part : {&keys.hash, &keys.range}) {
    for (const KeyAttribute& key : *part) {
      if (const Test* test = find_test(condition, key)) RETURN_IF_ERROR(check_type(key, *test));
    }
  }
  return {};
}

/// Returns the index of the first partition key that differs from the condition.
std::size_t first_difference(const AttributeMap& start, const KeyCondition& condition, const IndexKeySchema& keys) {
  std::size_t i = 0;
  while (i < keys.hash.size() && *find_attribute(start, keys.hash[i].name) == find_test(condition, keys.hash[i])->low) ++i;
  return i;
}

/// Without a sort key, a query has at most one item and nothing to continue after.
Error start_key_without_sort_key(const AttributeMap& start, const KeyAttribute& hash, bool is_queried) {
  std::string message = "The provided exclusive start key is invalid";
  if (is_queried) message += ": ExclusiveStartKey: {" + hash.name + "=" + to_text(*find_attribute(start, hash.name)) + "}";
  return validation_exception(std::move(message));
}

/// The starting key must be one that this query could have returned.
Status check_start_key(const AttributeMap& start, const KeyCondition& condition, const ReadTarget& target) {
  const IndexKeySchema& keys = target.keys;
  const std::size_t difference = first_difference(start, condition, keys);
  const bool same_hash = difference == keys.hash.size();
  if (target.index == nullptr && keys.range.empty()) return start_key_without_sort_key(start, keys.hash.front(), same_hash);
  bool any_range = false;
  for (const KeyAttribute& key : keys.range) {
    const Test* test = find_test(condition, key);
    if (test == nullptr) break;
    any_range = true;
    if (passes(*test, *find_attribute(start, key.name))) continue;
    return validation_exception("The provided starting key does not match the range key predicate");
  }
  if (same_hash) return {};
  const bool is_last = difference + 1 == keys.hash.size();
  return validation_exception(any_range || !is_last ? "The query can return at most one row and cannot be restarted"
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

Status check_key_condition(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target) {
  const IndexKeySchema& keys = target.keys;
  const std::size_t most = keys.hash.size() + keys.range.size();
  if (condition.tests.size() > most) {
    return validation_exception("The number of query conditions (" + std::to_string(condition.tests.size()) +
                                ") exceeds the number of key attributes defined in the schema (" + std::to_string(most) + ")");
  }
  if (input.exclusive_start_key && input.exclusive_start_key->attributes.size() != target.start_key_names().size()) {
    return invalid_start_key();
  }
  const bool is_simple = keys.hash.size() == 1 && keys.range.size() <= 1;
  return is_simple ? check_simple_key(input, condition, keys) : check_composite_key(input, condition, keys);
}

Result<KeyRange> query_range(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target) {
  KeyRange range = range_of(condition, target.keys);
  if (!input.exclusive_start_key) return range;
  Result<std::string> start = start_row(target, input.exclusive_start_key->attributes);
  if (!start && start.error().cause != Cause::empty_key) return invalid_start_key();
  if (!start && target.index == nullptr) return std::move(start).error();
  if (!start) return validation_exception(invalid_start_key().message + ": " + start.error().message);
  RETURN_IF_ERROR(check_start_key(input.exclusive_start_key->attributes, condition, target));
  if (input.scan_index_forward.value_or(true)) {
    range.start_after(*start);
  } else {
    range.end_before(*start);
  }
  return range;
}

}  // namespace shardbook
