#include "call/set_order.h"
#include "call/table_lookup.h"
#include "item/item_address.h"
#include "item/key_paths.h"
#include "operation/operations.h"
#include "protocol/read_request.h"
#include "read/read_page.h"
#include "request/legacy_conditions.h"
#include "request/legacy_parameters.h"
#include "request/request_expressions.h"
#include "throughput/throttle.h"

namespace shardbook {

namespace {

/// Segments divide the first twelve bits of the hash.
constexpr std::uint64_t kBuckets = 4096;
constexpr int kBucketShift = 52;

Status check_segments(const ScanInput& input) {
  if (input.segment && !input.total_segments) {
    return validation_exception(
        "The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
  }
  if (input.total_segments && !input.segment) {
    return validation_exception(
        "The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
  }
  if (!input.segment || *input.segment < *input.total_segments) return {};
  return validation_exception("The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: " +
                              std::to_string(*input.segment) + " is not less than TotalSegments: " + std::to_string(*input.total_segments));
}

std::uint64_t first_bucket(std::uint64_t segment, std::uint64_t total) { return (kBuckets * segment + total - 1) / total; }

KeyRange range_of(const ScanInput& input) {
  if (!input.segment) return KeyRange();
  const auto segment = static_cast<std::uint64_t>(*input.segment);
  const auto total = static_cast<std::uint64_t>(*input.total_segments);
  const std::uint64_t end = first_bucket(segment + 1, total);
  // A segment past the last bucket is empty.
  if (first_bucket(segment, total) == kBuckets) return {std::string(), std::string()};
  return KeyRange::of_hashes(first_bucket(segment, total) << kBucketShift,
                             end == kBuckets ? std::nullopt : std::optional<std::uint64_t>(end << kBucketShift));
}

constexpr const char* kInvalidStart = "The provided starting key is invalid";

Error invalid_start(const std::string& why) { return validation_exception(std::string(kInvalidStart) + ": " + why); }

/// Checks the index's keys as the older layer does; the table's are checked when the row is located.
Status check_index_keys(const ReadTarget& target, const AttributeMap& start) {
  if (target.index == nullptr) return {};
  if (start.size() != target.start_key_names().size()) return validation_exception(kInvalidStart);
  for (const auto* part : {&target.keys.hash, &target.keys.range}) {
    for (const KeyAttribute& key : *part) {
      const AttributeValue* value = find_attribute(start, key.name);
      if (value == nullptr) return validation_exception(kInvalidStart);
      if (value->type() != key.type) return validation_exception("The provided key element does not match the schema");
    }
  }
  return {};
}

/// Returns where the starting key's row is. Only the older layer gives the reason if there is none.
Result<std::string> row_of(const ReadTarget& target, const AttributeMap& start_key, ValidationLayer layer) {
  const bool older = layer == ValidationLayer::older;
  if (Status status = check_index_keys(target, start_key); !status) {
    return older ? std::move(status).error() : validation_exception(kInvalidStart);
  }
  Result<std::string> row = target.index == nullptr ? key_address(target.table, start_key) : start_row(target, start_key);
  if (row) return row;
  const bool says_why = older || row.error().cause == Cause::empty_key;
  return says_why ? invalid_start(row.error().message) : validation_exception(kInvalidStart);
}

/// Moves the start of the range past ExclusiveStartKey.
Status apply_start_key(const ReadTarget& target, const ScanInput& input, ValidationLayer layer, KeyRange& range) {
  if (!input.exclusive_start_key) return {};
  ASSIGN_OR_RETURN(const std::string start, row_of(target, input.exclusive_start_key->attributes, layer));
  if (input.segment && !range.contains(start)) {
    return invalid_start("Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: " +
                         std::to_string(*input.total_segments) + " Segment: " + std::to_string(*input.segment));
  }
  range.start_after(start);
  return {};
}

}  // namespace

Result<std::string> scan(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const ScanInput input, read_request<ScanInput>(body, kScanInput, context.layer));
  RETURN_IF_ERROR(check_not_mixed(
      {{"AttributesToGet", input.attributes_to_get.has_value()},
       {"ScanFilter", input.scan_filter.has_value()},
       {"ConditionalOperator", input.conditional_operator.has_value()}},
      {{"ProjectionExpression", input.projection_expression.has_value()}, {"FilterExpression", input.filter_expression.has_value()}}));
  RequestExpressions expressions(context.layer, input.expression_attribute_names, input.expression_attribute_values);
  RETURN_IF_ERROR(expressions.check_given({{"FilterExpression", &input.filter_expression}}, &input.projection_expression));
  PageExpressions page_expressions;
  ASSIGN_OR_RETURN(page_expressions.projection, attributes_to_get(input.attributes_to_get));
  ASSIGN_OR_RETURN(page_expressions.filter, filter_condition(input.scan_filter, input.conditional_operator));
  RETURN_IF_ERROR(check_start_key_values(input, context.layer));
  RETURN_IF_ERROR(check_segments(input));
  RETURN_IF_ERROR(check_select(input));
  RETURN_IF_ERROR(expressions.check_placeholders());
  RETURN_IF_ERROR(parse_page_expressions(input, ExpressionKind::scan_filter, expressions, page_expressions));
  RETURN_IF_ERROR(expressions.check_all_used());
  ASSIGN_OR_RETURN(Table * table, find_table(context, *input.table_name));
  ASSIGN_OR_RETURN(ReadTarget target, read_target(*table, input));
  KeyRange range = range_of(input);
  RETURN_IF_ERROR(apply_start_key(target, input, context.layer, range));
  if (page_expressions.projection) RETURN_IF_ERROR(check_key_paths(*table, page_expressions.projection->paths()));
  RETURN_IF_ERROR(check_select_all(target, input));
  if (page_expressions.filter) RETURN_IF_ERROR(check_key_paths(*table, page_expressions.filter->paths()));
  RETURN_IF_ERROR(check_projected(target, input, paths_of(page_expressions.projection)));

  RETURN_IF_ERROR(throttle_read(context, *table, target.index, range.from));
  PageReader page(context, target, input, page_expressions, scan_set_order(context.region));
  page.read(range, true);
  return page.response();
}

}  // namespace shardbook
