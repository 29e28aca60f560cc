#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "call/context.h"
#include "read/read_target.h"
#include "read/row_reader.h"
#include "request/item_inputs.h"
#include "request/request_expressions.h"
#include "storage/key_range.h"
#include "throughput/capacity.h"
#include "value/set_order.h"

namespace shardbook {

/// What Query and Scan share: checking the parameters of a page, and reading it.

/// What to keep of the items a page reads.
struct PageExpressions {
  std::optional<Condition> filter;
  std::optional<Projection> projection;
};

/// Parses FilterExpression as an expression of kind `filter`, and ProjectionExpression, if given.
Status parse_page_expressions(const ReadPageInput& input, ExpressionKind filter, RequestExpressions& expressions, PageExpressions& out);

/// Rejects an ExclusiveStartKey with an invalid value. Comes before the table lookup.
Status check_start_key_values(const ReadPageInput& input, ValidationLayer layer);
/// Checks Select against the other parameters.
Status check_select(const ReadPageInput& input);

/// Reads one page, item by item, until Limit items or 1 MB have been evaluated.
class PageReader {
 public:
  PageReader(Context& context, const ReadTarget& target, const ReadPageInput& input, const PageExpressions& expressions, SetOrder order)
      : context_(context),
        target_(target),
        input_(input),
        expressions_(expressions),
        order_(order),
        rows_(target, input.consistent_read.value_or(false)) {}

  void read(const KeyRange& range, bool forward);

  /// Returns the response body.
  std::string response();

 private:
  void take(std::string_view key, const Item& row);
  bool is_full() const;
  /// Returns the size of the items' JSON, to reserve the response up front: letting a page-sized string grow would copy it repeatedly.
  std::size_t text_size() const;
  void append_items(JsonWriter& json) const;

  Context& context_;
  const ReadTarget& target_;
  const ReadPageInput& input_;
  const PageExpressions& expressions_;
  SetOrder order_;

  RowReader rows_;
  std::vector<Item> items_;
  std::int64_t count_ = 0;
  Item last_;  // set if the page ended before its range
};

}  // namespace shardbook
