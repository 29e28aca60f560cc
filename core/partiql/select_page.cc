#include "partiql/select_page.h"

#include "partiql/condition_of.h"
#include "partiql/output_row.h"
#include "value/attribute_json.h"

namespace shardbook::partiql {

namespace {

constexpr std::int64_t kMostOfKeyList = 10;

}  // namespace

SelectPage::SelectPage(Context& context, const ReadTarget& target, const ResolvedStatement& statement, const Options& options)
    : context_(context), target_(target), statement_(statement), options_(options), reader_(target, options.consistent) {
  if (!statement.conditions.empty()) filter_ = all_of(statement.conditions);
}

Status SelectPage::read(const ReadPlan& plan) {
  KeyWalk walk(target_.rows(), plan);
  if (options_.after && !walk.start_after(*options_.after)) return validation_exception("Invalid NextToken");
  const bool ends_with_first = plan.whole_key && target_.index == nullptr;
  KeyRange covered = plan.parts.empty() ? KeyRange::of_prefix(item_key_floor(0)) : plan.parts.front().range;
  if (options_.after && !plan.keyed) covered.start_after(*options_.after);
  while (walk.next()) {
    take(walk);
    if (ends_with_first || !is_full(plan)) continue;
    last_key_ = walk.key();
    last_ = walk.row();
    if (!plan.keyed) covered.end_before(just_after(last_key_));
    break;
  }
  if (!plan.keyed || reader_.rows() == 0) reader_.cover(covered);
  context_.tally.returned = returned_;
  context_.tally.scanned = reader_.rows();
  return {};
}

bool SelectPage::is_full(const ReadPlan& plan) const {
  if (reader_.is_full() || (options_.limit && reader_.rows() >= *options_.limit)) return true;
  return plan.several_keys && reader_.rows() >= kMostOfKeyList;
}

void SelectPage::take(const KeyWalk& walk) {
  const Item& row = walk.row();
  const Item item = reader_.take(walk.key(), row, walk.part());
  ItemReader reader(item);
  if (filter_ && !evaluate(*filter_, reader)) return;
  if (returned_++ > 0) rows_ += ',';
  rows_ += output_row(statement_.projection, item);
}

void SelectPage::append_to(JsonWriter& json) const {
  json.key("Items").raw("[" + rows_ + "]");
  if (last_) json.key("LastEvaluatedKey").raw(to_json(target_.start_key_of(last_)));
}

}  // namespace shardbook::partiql
