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

namespace shardbook {

/// What Query and Scan share: the checks of a page's parameters, and reading the page.

/// What a page keeps of the items that it reads.
struct PageExpressions {
  std::optional<Condition> filter;
  std::optional<Projection> projection;
};

/// FilterExpression and ProjectionExpression, where they are given.
Status parse_page_expressions(const ReadPageInput& input, RequestExpressions& expressions, PageExpressions& out);

/// An ExclusiveStartKey with a value that is none. Before the table is looked up.
Status check_start_key_values(const ReadPageInput& input);
/// Whether Select goes with the other parameters. `counted` as Query reports it.
Status check_select(const ReadPageInput& input, bool is_query);
/// One page, read item by item until Limit items or 1 MB are evaluated.
class PageReader {
 public:
  PageReader(Context& context, const ReadTarget& target, const ReadPageInput& input, const PageExpressions& expressions)
      : context_(context),
        target_(target),
        input_(input),
        expressions_(expressions),
        rows_(target, input.consistent_read.value_or(false)) {}

  void read(const KeyRange& range, bool forward);

  /// The answer.
  std::string response();

 private:
  void take(std::string_view key, const Item& row);
  bool is_full() const;
  /// Of the items that are returned whole: the answer is as long as a page, and grows by copies otherwise.
  std::size_t text_size() const;
  void append_items(JsonWriter& json) const;

  Context& context_;
  const ReadTarget& target_;
  const ReadPageInput& input_;
  const PageExpressions& expressions_;

  RowReader rows_;
  std::vector<Item> items_;
  std::int64_t count_ = 0;
  Item last_;  // set where the page ended before its range did
};

}  // namespace shardbook
