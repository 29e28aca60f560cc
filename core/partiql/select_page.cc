#include "partiql/select_page.h"

#include "operation/item_address.h"
#include "operation/write.h"
#include "partiql/condition_of.h"
#include "partiql/output_row.h"
#include "value/attribute_json.h"

namespace shardbook::partiql {

namespace {

constexpr std::uint64_t kPageBytes = 1024 * 1024;
constexpr std::int64_t kMostOfKeyList = 10;

}  // namespace

SelectPage::SelectPage(Context& context, const ReadTarget& target, const ResolvedStatement& statement, const Options& options)
    : context_(context), target_(target), statement_(statement), options_(options) {
  if (!statement.conditions.empty()) filter_ = all_of(statement.conditions);
}

Status SelectPage::read(const ReadPlan& plan) {
  KeyWalk walk(target_.rows(), plan);
  if (options_.after && !walk.start_after(*options_.after)) return validation_exception("Invalid NextToken");
  const bool ends_with_first = plan.whole_key && target_.index == nullptr;
  while (walk.next()) {
    take(walk);
    if (ends_with_first || !is_full(plan)) continue;
    last_key_ = walk.key();
    last_ = walk.row();
    break;
  }
  context_.tally.returned = returned_;
  context_.tally.scanned = scanned_;
  return {};
}

bool SelectPage::is_full(const ReadPlan& plan) const {
  if (bytes_ >= kPageBytes || (options_.limit && scanned_ >= *options_.limit)) return true;
  return plan.several_keys && scanned_ >= kMostOfKeyList;
}

void SelectPage::take(const KeyWalk& walk) {
  const Item& row = walk.row();
  ++scanned_;
  bytes_ += row.size();
  bytes_by_part_[walk.part()] += row.size();
  const std::uint64_t hash = hash_of_item_key(walk.key());
  if (reads_.empty() || !reads_.back().partition.holds(hash)) reads_.push_back({partition_of(target_.partitions(), hash), 0});
  reads_.back().bytes += row.size();
  const Item item = target_.fetches ? fetch(row) : row;
  ItemReader reader(item);
  if (filter_ && !evaluate(*filter_, reader)) return;
  if (returned_++ > 0) rows_ += ',';
  rows_ += output_row(statement_.projection, item);
}

Item SelectPage::fetch(const Item& entry) {
  const AttributeMap key = keys_of(target_.table.keys, entry).decode();
  Item item = find_item(target_.table, *key_address(target_.table, key));
  fetch_units_ += read_units(item.size(), options_.consistent);
  return item;
}

void SelectPage::append_to(JsonWriter& json) const {
  json.key("Items").raw("[" + rows_ + "]");
  if (last_) json.key("LastEvaluatedKey").raw(to_json(target_.start_key_of(last_)));
}

void SelectPage::account(ConsumedCapacity& capacity) {
  double units = bytes_by_part_.empty() ? read_units(0, options_.consistent) : 0;
  for (const auto& [part, bytes] : bytes_by_part_) units += read_units(bytes, options_.consistent);
  capacity.read(statement_.table, nullptr, target_.index == nullptr ? units : fetch_units_);
  if (target_.index != nullptr) capacity.read_index(statement_.table, *target_.index, units);
  if (!reads_.empty()) heat_partitions(units);
}

void SelectPage::heat_partitions(double units) {
  const bool is_global = target_.is_global();
  Table& table = edit_table(context_, statement_.table);
  std::vector<Partition>& partitions = is_global ? table.find_index(*statement_.index)->partitions : table.partitions;
  for (const Read& read : reads_) {
    Partition& partition = partition_of(partitions, read.partition.from);
    if (!is_global) context_.touch_partition(partition);
    partition.read_units += units * static_cast<double>(read.bytes) / static_cast<double>(bytes_);
  }
}

}  // namespace shardbook::partiql
