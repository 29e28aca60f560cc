#include "partiql/key_plan.h"

#include <algorithm>

#include "partiql/key_tests.h"

namespace shardbook::partiql {

namespace {

// More than any WHERE with one partition key attribute can pin; of several attributes, the rest is left to a scan.
constexpr std::size_t kMostPartitionKeys = 300;

const Order* order_of(const std::vector<Order>& order, const std::string& name) {
  const auto found = std::find_if(order.begin(), order.end(), [&](const Order& entry) { return entry.attribute == name; });
  return found == order.end() ? nullptr : &*found;
}

Status check_order(const IndexKeySchema& keys, const std::vector<Order>& order, bool pinned) {
  if (order.empty()) return {};
  if (!pinned) {
    return validation_exception("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  }
  for (const Order& entry : order) {
    if (keys.has(entry.attribute)) continue;
    return validation_exception("Variable reference " + entry.attribute + " in ORDER BY clause is not part of the primary key");
  }
  return {};
}

/// One partition key: a value for each of its attributes.
using HashKey = std::vector<const AttributeValue*>;

/// Every partition key that the conditions leave; none if they do not pin all of its attributes.
Result<std::vector<HashKey>> hash_keys(const std::vector<KeyAttribute>& attributes, const std::vector<ConditionNode>& conditions) {
  std::vector<HashKey> out = {{}};
  for (const KeyAttribute& attribute : attributes) {
    RETURN_IF_ERROR(check_hash_list(conditions, attribute.name));
    const Values values = pinned_values(conditions, attribute.name);
    if (values.empty() || out.size() * values.size() > kMostPartitionKeys) return std::vector<HashKey>();
    std::vector<HashKey> longer;
    for (const HashKey& key : out) {
      for (const AttributeValue* value : values) longer.emplace_back(key).push_back(value);
    }
    out = std::move(longer);
  }
  for (const HashKey& key : out) {
    for (std::size_t i = 0; i < key.size(); ++i) RETURN_IF_ERROR(check_key_value(attributes[i], *key[i]));
  }
  return out;
}

/// In the order in which their partitions are visited, each once. ORDER BY knows the first attribute of a partition key.
void sort_hash_keys(std::vector<HashKey>& keys, const Order* order) {
  const auto before = [&](const HashKey& a, const HashKey& b) {
    const int compared = order == nullptr ? 0 : compare_scalars(*a[0], *b[0]);
    if (compared != 0) return order->descending ? compared > 0 : compared < 0;
    return item_key_prefix(a) < item_key_prefix(b);
  };
  const auto same = [](const HashKey& a, const HashKey& b) { return item_key_prefix(a) == item_key_prefix(b); };
  std::sort(keys.begin(), keys.end(), before);
  keys.erase(std::unique(keys.begin(), keys.end(), same), keys.end());
}

/// What WHERE says of sort keys: values of the first ones, then a list of values or a range of the next.
struct RangePlan {
  Values leading;
  Values values;
  std::optional<RangeTests> tests;
};

Result<RangePlan> plan_range(const std::vector<KeyAttribute>& attributes, const std::vector<ConditionNode>& conditions) {
  RangePlan plan;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const KeyAttribute& attribute = attributes[i];
    const Values values = pinned_values(conditions, attribute.name);
    for (const AttributeValue* value : values) RETURN_IF_ERROR(check_key_value(attribute, *value));
    if (values.size() == 1 && i + 1 < attributes.size()) {
      plan.leading.push_back(values[0]);
      continue;
    }
    plan.values = values;
    plan.tests.emplace(attribute);
    for (const ConditionNode& condition : conditions) RETURN_IF_ERROR(plan.tests->add(condition));
    break;
  }
  return plan;
}

/// Parts of one partition key: one, or one for each sort key that is asked for.
void add_parts(ReadPlan& plan, const HashKey& hash, const RangePlan& range) {
  std::string prefix = item_key_prefix(hash);
  const std::size_t hash_size = prefix.size();
  for (const AttributeValue* value : range.leading) append_range_key(prefix, *value);
  KeyRange whole = KeyRange::of_prefix(prefix);
  if (range.tests) range.tests->narrow(prefix, whole);
  if (range.values.empty()) {
    plan.parts.push_back({whole, hash_size});
    return;
  }
  std::vector<std::string> rows;
  for (const AttributeValue* value : range.values) append_range_key(rows.emplace_back(prefix), *value);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  if (!plan.forward) std::reverse(rows.begin(), rows.end());
  for (const std::string& row : rows) {
    if (whole.contains(row)) plan.parts.push_back({KeyRange::of_prefix(row), hash_size});
  }
}

}  // namespace

std::optional<PinnedKey> pinned_key(const KeySchema& keys, const std::vector<ConditionNode>& conditions) {
  PinnedKey out;
  for (const ConditionNode& condition : conditions) {
    bool taken = false;
    for (const KeyAttribute* key : {&keys.hash, keys.range ? &*keys.range : nullptr}) {
      Values values;
      if (key == nullptr || find_attribute(out.key, key->name) != nullptr) continue;
      if (!pinned_values(condition, key->name, values) || values.size() != 1) continue;
      out.key.push_back({key->name, *values[0]});
      taken = true;
      break;
    }
    if (!taken) out.rest.push_back(condition);
  }
  if (out.key.size() != (keys.range ? 2 : 1)) return std::nullopt;
  return out;
}

Result<ReadPlan> plan_read(const IndexKeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order) {
  ASSIGN_OR_RETURN(std::vector<HashKey> hashes, hash_keys(keys.hash, conditions));
  RETURN_IF_ERROR(check_order(keys, order, !hashes.empty()));
  ReadPlan plan;
  plan.keyed = !hashes.empty();
  if (!plan.keyed) {
    plan.parts.push_back({KeyRange(), 0});
    return plan;
  }
  sort_hash_keys(hashes, order_of(order, keys.hash[0].name));
  plan.several_keys = hashes.size() > 1;
  ASSIGN_OR_RETURN(const RangePlan range, plan_range(keys.range, conditions));
  const Order* by_range = keys.range.empty() ? nullptr : order_of(order, keys.range[0].name);
  plan.forward = by_range == nullptr || !by_range->descending;
  plan.by_range_key = plan.several_keys && by_range != nullptr && by_range == order.data();
  plan.whole_key = !plan.several_keys && range.leading.size() + range.values.size() == keys.range.size();
  for (const HashKey& hash : hashes) add_parts(plan, hash, range);
  return plan;
}

}  // namespace shardbook::partiql
