#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shardbook {

/// Why a request failed, for code that has to tell errors apart: messages are for clients only.
enum class Cause : std::uint8_t {
  other,
  // An invalid attribute value.
  no_type,
  several_types,
  null_not_true,
  empty_set,  // of strings or binaries
  empty_number_set,
  duplicate_members,
  null_member,
  number,
  nesting,
  deep_nesting,  // beyond the levels the newer layer counts
  // An attribute name that is empty or too long.
  attribute_name,
  // A ComparisonOperator of a legacy condition that does not exist.
  comparison_operator,
  // Not a client error: the older validation layer has to handle the request.
  older_layer,
  // A key attribute with an empty value.
  empty_key,
  // A key that does not fit the table's schema.
  key_schema,
  // A table, index, stream ... that does not exist or is not ready.
  not_found,
};

/// Which operations of the newer validation layer report an error as "1 validation error detected: <message>".
enum class Counted : std::uint8_t { never, by_writes, by_query };

/// An error as the client sees it: HTTP status, exception type, message and any other members of the exception's body.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
struct Error {
  /// Namespace and name, "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException".
  std::string type;
  /// If empty, the body has no message at all.
  std::string message;
  int status = 400;
  /// "message" for most exceptions, "Message" for those modelled that way.
  const char* message_key = "message";
  /// Further members of the body, as JSON without braces: `"Item":{...}`. May be empty.
  std::string members;
  Counted counted = Counted::never;
  Cause cause = Cause::other;

  /// Returns "ConditionalCheckFailedException".
  std::string_view name() const;
  /// Returns the JSON body.
  std::string body() const;
};

/// Marks a validation error as counted, by default by single-item writes.
Error counted(Error error, Counted by = Counted::by_writes);

// One factory per exception, named as in the API.
Error validation_exception(std::string message, Cause cause = Cause::other);
/// Hands a request over to the older validation layer.
Error left_to_older_layer();
Error serialization_exception(std::string message);
Error unknown_operation_exception();
Error access_denied_exception(std::string message);
Error resource_not_found_exception(std::string message);
Error resource_in_use_exception(std::string message);
Error limit_exceeded_exception(std::string message);
/// `item` is the item's JSON if ReturnValuesOnConditionCheckFailure asks for it, otherwise empty.
Error conditional_check_failed_exception(const std::string& item);
/// `codes` is the list in the message, "None, ConditionalCheckFailed"; `reasons` is the JSON array of CancellationReasons.
Error transaction_canceled_exception(std::string_view codes, std::string_view reasons);
Error idempotent_parameter_mismatch_exception(std::string message);
Error item_collection_size_limit_exceeded_exception();
/// `reason` is as in "TableReadProvisionedThroughputExceeded", `resource` the ARN of the table or index.
Error provisioned_throughput_exceeded_exception(std::string message, std::string_view reason, std::string_view resource);
Error throttling_exception(std::string message, std::string_view reason, std::string_view resource);
/// For a change of a table that comes too soon after the previous one.
Error throttling_exception(std::string message);
Error duplicate_item_exception();
Error policy_not_found_exception(std::string message);
Error table_not_found_exception(std::string message);
Error continuous_backups_unavailable_exception(std::string message);
Error expired_iterator_exception(std::string message);
Error trimmed_data_access_exception(std::string message);
Error internal_server_error(std::string message);
/// HTTP 500 without a message, the service's response to a few well-formed requests.
Error internal_failure();

}  // namespace shardbook
