#include "partiql/key_plan.h"

#include <algorithm>

#include "partiql/key_regions.h"

namespace shardbook::partiql {

namespace {

const Order* order_of(const std::vector<Order>& order, const KeyAttribute& key) {
  const auto found = std::find_if(order.begin(), order.end(), [&](const Order& entry) { return entry.attribute == key.name; });
  return found == order.end() ? nullptr : &*found;
}

Status check_order(const IndexKeySchema& keys, const std::vector<Order>& order, const ReadPlan& plan) {
  if (order.empty()) return {};
  if (!plan.keyed) {
    return validation_exception("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  }
  for (const Order& entry : order) {
    if (keys.has(entry.attribute)) continue;
    return validation_exception("Attribute " + entry.attribute + " in ORDER BY clause must be part of the primary key");
  }
  if (!plan.several_keys || order_of(order, keys.hash[0]) != nullptr) return {};
  return validation_exception("Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.");
}

/// A region with the key prefix of its partition key.
struct Placed {
  KeyRegion region;
  std::string prefix;
};

bool is_whole_partition(const KeyRegion& region) { return region.range.from.empty() && !region.range.to; }

/// Sorts regions by partition key in the order of their hashes, then by sort key, lowest first.
std::vector<Placed> placed(std::vector<KeyRegion> regions) {
  std::vector<Placed> out;
  for (KeyRegion& region : regions) {
    std::string prefix = item_key_prefix(*region.hash);
    out.push_back({std::move(region), std::move(prefix)});
  }
  std::sort(out.begin(), out.end(), [](const Placed& a, const Placed& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : a.region.range.from < b.region.range.from;
  });
  const auto same_partition = [](const Placed& a, const Placed& b) {
    return a.prefix == b.prefix && is_whole_partition(a.region) && is_whole_partition(b.region);
  };
  out.erase(std::unique(out.begin(), out.end(), same_partition), out.end());
  return out;
}

Status check_disjoint(const std::vector<Placed>& regions) {
  for (std::size_t i = 1; i < regions.size(); ++i) {
    const Placed& before = regions[i - 1];
    const auto& end = before.region.range.to;
    if (before.prefix != regions[i].prefix || (end && *end <= regions[i].region.range.from)) continue;
    return validation_exception("Overlapping conditions with range keys are not supported in where clause");
  }
  return {};
}

void order_by(const IndexKeySchema& keys, const std::vector<Order>& order, ReadPlan& plan, std::vector<Placed>& regions) {
  const Order* by_hash = order_of(order, keys.hash[0]);
  const Order* by_range = keys.range.empty() ? nullptr : order_of(order, keys.range[0]);
  const Order* direction = by_range != nullptr ? by_range : by_hash;
  plan.forward = direction == nullptr || !direction->descending;
  plan.by_range_key = plan.several_keys && by_range != nullptr && by_range == order.data();
  const auto before = [&](const Placed& a, const Placed& b) {
    const int compared = by_hash == nullptr ? 0 : compare_scalars(*a.region.hash, *b.region.hash);
    if (compared != 0) return by_hash->descending ? compared > 0 : compared < 0;
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    return plan.forward ? a.region.range.from < b.region.range.from : a.region.range.from > b.region.range.from;
  };
  std::sort(regions.begin(), regions.end(), before);
}

ReadPlan::Part part_of(const Placed& placed) {
  ReadPlan::Part part{KeyRange::of_prefix(placed.prefix), placed.prefix.size()};
  const KeyRange& range = placed.region.range;
  part.range.from += range.from;
  if (range.to) part.range.to = placed.prefix + *range.to;
  return part;
}

ReadPlan scan() {
  ReadPlan plan;
  plan.parts.push_back({KeyRange(), 0});
  return plan;
}

}  // namespace

Result<ReadPlan> plan_read(const IndexKeySchema& keys, const std::vector<ConditionNode>& conditions, const std::vector<Order>& order) {
  KeyRegions finder(keys.hash[0], keys.range.empty() ? nullptr : &keys.range[0]);
  std::vector<KeyRegion> found = finder.of(conditions);
  if (std::any_of(found.begin(), found.end(), [](const KeyRegion& region) { return region.hash == nullptr; })) {
    ReadPlan plan = scan();
    RETURN_IF_ERROR(check_order(keys, order, plan));
    return plan;
  }
  RETURN_IF_ERROR(finder.status());
  std::vector<Placed> regions = placed(std::move(found));
  RETURN_IF_ERROR(check_disjoint(regions));
  ReadPlan plan;
  plan.keyed = true;
  plan.several_keys = !regions.empty() && regions.front().prefix != regions.back().prefix;
  RETURN_IF_ERROR(check_order(keys, order, plan));
  order_by(keys, order, plan, regions);
  plan.whole_key = regions.size() == 1 && (keys.range.empty() || regions[0].region.is_one_key);
  for (const Placed& region : regions) plan.parts.push_back(part_of(region));
  return plan;
}

}  // namespace shardbook::partiql
