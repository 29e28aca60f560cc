#include "read/read_page.h"

#include <utility>

#include "request/request_expressions.h"
#include "value/attribute_json.h"

namespace shardbook {

namespace {

/// Errors prefixed with a mention of the starting key; those about numbers and duplicates are not.
bool names_start_key(Cause cause, ValidationLayer layer) {
  if (cause == Cause::no_type || cause == Cause::several_types) return true;
  return layer == ValidationLayer::older && (cause == Cause::null_not_true || cause == Cause::empty_set);
}

}  // namespace

Status parse_page_expressions(const ReadPageInput& input, ExpressionKind filter, RequestExpressions& expressions, PageExpressions& out) {
  if (input.filter_expression) {
    ASSIGN_OR_RETURN(out.filter, expressions.condition(filter, input.filter_expression));
  }
  if (input.projection_expression) {
    ASSIGN_OR_RETURN(out.projection, expressions.projection(input.projection_expression));
  }
  return {};
}

Status check_start_key_values(const ReadPageInput& input, ValidationLayer layer) {
  if (!input.exclusive_start_key || !input.exclusive_start_key->fault) return {};
  Error fault = *input.exclusive_start_key->fault;
  if (names_start_key(fault.cause, layer)) fault.message.insert(0, "The provided starting key is invalid: ");
  return fault;
}

Status check_select(const ReadPageInput& input) {
  const auto fault = [](const std::string& text) { return counted(validation_exception(text), Counted::by_query); };
  const std::string select = input.select.value_or("");
  if (select == "ALL_PROJECTED_ATTRIBUTES" && !input.index_name) {
    return fault("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  const bool lists_attributes = input.projection_expression || input.attributes_to_get;
  if (select == "SPECIFIC_ATTRIBUTES" && !lists_attributes) {
    return fault("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  }
  if (!lists_attributes || select.empty() || select == "SPECIFIC_ATTRIBUTES") return {};
  const std::string parameter = input.projection_expression ? "ProjectionExpression" : "AttributesToGet";
  return fault("Cannot specify the " + parameter + " when choosing to get " + (select == "COUNT" ? std::string("only the Count") : select));
}

void PageReader::read(const KeyRange& range, bool forward) {
  const Tree<Item>& rows = target_.rows();
  KeyRange covered = range;
  auto at = forward ? rows.seek(range.from) : range.to ? rows.seek_below(*range.to) : rows.last();
  for (; at.valid() && range.contains(at.key()); forward ? at.next() : at.previous()) {
    take(at.key(), at.value());
    if (!is_full()) continue;
    last_ = at.value();
    if (forward) covered.end_before(just_after(at.key()));
    break;
  }
  rows_.cover(covered);
}

bool PageReader::is_full() const { return rows_.is_full() || (input_.limit && rows_.rows() >= *input_.limit); }

void PageReader::take(std::string_view key, const Item& row) {
  Item item = rows_.take(key, row);
  ItemReader reader(item);
  if (expressions_.filter && !evaluate(*expressions_.filter, reader)) return;
  ++count_;
  if (input_.select != "COUNT") items_.push_back(with_sets_in(order_, std::move(item)));
}

std::size_t PageReader::text_size() const {
  if (expressions_.projection) return 0;
  std::size_t total = 0;
  for (const Item& item : items_) total += item.json().size() + 1;
  return total;
}

void PageReader::append_items(JsonWriter& json) const {
  json.key("Items").begin_array();
  for (const Item& item : items_) {
    if (expressions_.projection) {
      json.raw(to_json(project(*expressions_.projection, item)));
    } else {
      json.raw(item.json());
    }
  }
  json.end_array();
}

std::string PageReader::response() {
  ConsumedCapacity capacity(context_, input_.return_consumed_capacity);
  context_.tally.returned = count_;
  context_.tally.scanned = rows_.rows();
  std::string out;
  out.reserve(text_size() + 256);
  JsonWriter json(out);
  json.begin_object().key("Count").integer(count_);
  if (input_.select != "COUNT") append_items(json);
  if (last_) json.key("LastEvaluatedKey").raw(to_json(target_.start_key_of(last_)));
  json.key("ScannedCount").integer(rows_.rows());
  rows_.charge(capacity, *input_.table_name);
  capacity.append_to(json);
  json.end_object();
  return out;
}

}  // namespace shardbook
