#include "partiql/select_page.h"

#include "operation/item_address.h"
#include "operation/write.h"
#include "partiql/condition_of.h"
#include "partiql/output_row.h"

namespace shardbook::partiql {

namespace {

constexpr std::uint64_t kPageBytes = 1024 * 1024;
constexpr std::int64_t kMostOfKeyList = 10;

}  // namespace

SelectPage::SelectPage(Context& context, const Table& table, const ResolvedStatement& statement, const Options& options)
    : context_(context), table_(table), statement_(statement), options_(options) {
  if (!statement.conditions.empty()) filter_ = all_of(statement.conditions);
}

Status SelectPage::read(const ReadPlan& plan) {
  KeyWalk walk(table_, plan);
  if (options_.after && !walk.start_after(*options_.after)) return validation_exception("Invalid NextToken");
  while (walk.next()) {
    take(walk);
    if (plan.single_item || !is_full(plan)) continue;
    last_key_ = walk.key();
    last_ = walk.item();
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
  const Item& item = walk.item();
  ++scanned_;
  bytes_ += item.size();
  bytes_by_part_[walk.part()] += item.size();
  const std::uint64_t hash = hash_of_item_key(walk.key());
  if (reads_.empty() || !reads_.back().partition.holds(hash)) reads_.push_back({table_.partition_of(hash), 0});
  reads_.back().bytes += item.size();
  ItemReader reader(item);
  if (filter_ && !evaluate(*filter_, reader)) return;
  if (returned_++ > 0) rows_ += ',';
  rows_ += output_row(statement_.projection, item);
}

void SelectPage::append_to(JsonWriter& json) const {
  json.key("Items").raw("[" + rows_ + "]");
  if (last_) json.key("LastEvaluatedKey").raw(keys_of(table_.keys, last_).json());
}

void SelectPage::account(ConsumedCapacity& capacity) {
  double units = bytes_by_part_.empty() ? read_units(0, options_.consistent) : 0;
  for (const auto& [part, bytes] : bytes_by_part_) units += read_units(bytes, options_.consistent);
  capacity.read(statement_.table, nullptr, units);
  if (reads_.empty()) return;
  Table& table = edit_table(context_, statement_.table);
  for (const Read& read : reads_) {
    Partition& partition = table.partition_of(read.partition.from);
    context_.touch_partition(partition);
    partition.read_units += units * static_cast<double>(read.bytes) / static_cast<double>(bytes_);
  }
}

}  // namespace shardbook::partiql
