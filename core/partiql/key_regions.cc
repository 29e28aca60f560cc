#include "partiql/key_regions.h"

#include <algorithm>

#include "expression/expression_kind.h"
#include "item/item_address.h"
#include "partiql/key_value.h"

namespace shardbook::partiql {

namespace {

// More than a WHERE can list for the partition key or for the sort key alone. Beyond that the filter takes over.
constexpr std::size_t kMostRegions = 300;
constexpr std::size_t kMostListedHashKeys = 50;

std::vector<KeyRegion> everything() { return {KeyRegion()}; }

/// Swaps the sides: `1 < a` is `a > 1`.
std::string flipped(const std::string& comparator) {
  if (comparator[0] == '<') return ">" + comparator.substr(1);
  return comparator[0] == '>' ? "<" + comparator.substr(1) : comparator;
}

/// Returns the intersection of two regions, or nullopt if it cannot contain rows.
std::optional<KeyRegion> intersection(const KeyRegion& a, const KeyRegion& b) {
  if (a.hash != nullptr && b.hash != nullptr && *a.hash != *b.hash) return std::nullopt;
  KeyRegion out;
  out.hash = a.hash != nullptr ? a.hash : b.hash;
  out.range = a.range;
  out.range.from = std::max(a.range.from, b.range.from);
  if (b.range.to) out.range.end_before(*b.range.to);
  out.is_one_key = a.is_one_key || b.is_one_key;
  if (out.range.to && *out.range.to <= out.range.from) return std::nullopt;
  return out;
}

std::vector<KeyRegion> intersection(const std::vector<KeyRegion>& a, const std::vector<KeyRegion>& b) {
  if (a.size() * b.size() > kMostRegions) return a;
  std::vector<KeyRegion> out;
  for (const KeyRegion& one : a) {
    for (const KeyRegion& other : b) {
      if (auto both = intersection(one, other)) out.push_back(*std::move(both));
    }
  }
  return out;
}

bool are_values(const std::vector<Operand>& operands) { return std::all_of(operands.begin() + 1, operands.end(), is_value); }

}  // namespace

std::vector<KeyRegion> KeyRegions::of(const std::vector<ConditionNode>& conditions) { return of_all(conditions); }

std::vector<KeyRegion> KeyRegions::of(const ConditionNode& condition) {
  switch (condition.kind) {
    case ConditionNode::Kind::or_:
      return of_any(condition.children);
    case ConditionNode::Kind::and_:
      return of_all(condition.children);
    case ConditionNode::Kind::comparison:
      return of_comparison(condition);
    case ConditionNode::Kind::between:
      return of_between(condition);
    case ConditionNode::Kind::in:
      return of_list(condition);
    case ConditionNode::Kind::function:
      return of_function(condition);
    case ConditionNode::Kind::not_:
      break;
  }
  return everything();
}

std::vector<KeyRegion> KeyRegions::of_all(const std::vector<ConditionNode>& conditions) {
  std::vector<KeyRegion> out = everything();
  for (const ConditionNode& condition : conditions) out = intersection(out, of(condition));
  return out;
}

std::vector<KeyRegion> KeyRegions::of_any(const std::vector<ConditionNode>& conditions) {
  std::vector<KeyRegion> out;
  bool is_everything = false;
  for (const ConditionNode& condition : conditions) {
    for (KeyRegion& region : of(condition)) {
      is_everything = is_everything || region.is_everything();
      out.push_back(std::move(region));
    }
  }
  return is_everything || out.size() > kMostRegions ? everything() : out;
}

std::vector<KeyRegion> KeyRegions::of_comparison(const ConditionNode& condition) {
  if (const AttributeValue* value = equal_value(condition, hash_)) return of_hash(*value);
  if (condition.text == "<>") return everything();
  const std::vector<Operand>& operands = condition.operands;
  if (is_range(operands[0]) && is_value(operands[1])) return of_range(condition.text, operands[1].value());
  if (is_value(operands[0]) && is_range(operands[1])) return of_range(flipped(condition.text), operands[0].value());
  return everything();
}

std::vector<KeyRegion> KeyRegions::of_between(const ConditionNode& condition) {
  const std::vector<Operand>& operands = condition.operands;
  if (!is_range(operands[0]) || !are_values(operands)) return everything();
  const std::vector<KeyRegion> low = of_range(">=", operands[1].value());
  return intersection(low, of_range("<=", operands[2].value()));
}

std::vector<KeyRegion> KeyRegions::of_list(const ConditionNode& condition) {
  const std::vector<Operand>& operands = condition.operands;
  const bool is_hash = is_attribute(operands[0], hash_);
  if ((!is_hash && !is_range(operands[0])) || !are_values(operands)) return everything();
  if (is_hash && operands.size() - 1 > kMostListedHashKeys) {
    accept(
        expression_fault("The IN operator is provided with too many operands; number of operands: " + std::to_string(operands.size() - 1)));
  }
  std::vector<KeyRegion> out;
  for (auto operand = operands.begin() + 1; operand != operands.end(); ++operand) {
    const auto is_same = [&](const Operand& earlier) { return earlier.value() == operand->value(); };
    if (std::any_of(operands.begin() + 1, operand, is_same)) continue;
    std::vector<KeyRegion> one = is_hash ? of_hash(operand->value()) : of_range("=", operand->value());
    out.push_back(std::move(one[0]));
  }
  return out;
}

std::vector<KeyRegion> KeyRegions::of_function(const ConditionNode& condition) {
  if (condition.text != "begins_with" || !is_range(condition.operands[0]) || !are_values(condition.operands)) return everything();
  return of_range(condition.text, condition.operands[1].value());
}

std::vector<KeyRegion> KeyRegions::of_hash(const AttributeValue& value) {
  if (accept(check_key_value(hash_, value))) accept(check_hash_size(value));
  KeyRegion out;
  out.hash = &value;
  return {out};
}

std::vector<KeyRegion> KeyRegions::of_range(const std::string& comparator, const AttributeValue& value) {
  if (!accept(check_key_value(*range_, value)) || !accept(check_range_size(value))) return everything();
  std::string key;
  if (comparator == "begins_with") {
    append_range_key_prefix(key, value);
  } else {
    append_range_key(key, value);
  }
  const KeyRange rows = KeyRange::of_prefix(key);
  KeyRegion out;
  out.is_one_key = comparator == "=";
  const bool is_equal = out.is_one_key || comparator == "begins_with";
  if (is_equal || comparator[0] == '>') out.range.from = comparator == ">" ? rows.to.value_or(rows.from) : rows.from;
  if (is_equal || comparator[0] == '<') out.range.to = comparator == "<" ? rows.from : rows.to;
  return {out};
}

bool KeyRegions::is_range(const Operand& operand) const { return range_ != nullptr && is_attribute(operand, *range_); }

bool KeyRegions::accept(Status status) {
  const bool ok = status.ok();
  if (!ok && status_) status_ = std::move(status);
  return ok;
}

}  // namespace shardbook::partiql
