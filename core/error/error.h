#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shardbook {

/// What a fault is about, where it has to be told from others: messages are for clients alone.
enum class Cause : std::uint8_t {
  other,
  // An attribute value that is not valid.
  no_type,
  several_types,
  null_not_true,
  empty_set,  // of strings or binaries
  empty_number_set,
  duplicate_members,
  null_member,
  number,
  nesting,
  // A key attribute with an empty value.
  empty_key,
  // A table, an index, a stream ... that does not exist or is not ready.
  not_found,
};

/// A fault as the client sees it: HTTP status, exception type, message and whatever else the exception's body carries.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
struct Error {
  /// Namespace and name, "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException".
  std::string type;
  /// Empty means that the body carries no message at all.
  std::string message;
  int status = 400;
  /// "message" for most, "Message" for those that the service models so.
  const char* message_key = "message";
  /// Further members of the body as JSON text without braces: `"Item":{...}`. May be empty.
  std::string members;
  /// PutItem and UpdateItem of the newer layer report this fault as "1 validation error detected: <message>".
  bool counted = false;
  Cause cause = Cause::other;

  /// "ConditionalCheckFailedException".
  std::string_view name() const;
  /// The JSON body.
  std::string body() const;
};

/// Marks a validation fault as one that PutItem and UpdateItem count (see Error::counted).
Error counted(Error error);

// One factory an exception, named as the API names it.
Error validation_exception(std::string message, Cause cause = Cause::other);
Error serialization_exception(std::string message);
Error unknown_operation_exception();
Error access_denied_exception(std::string message);
Error resource_not_found_exception(std::string message);
Error resource_in_use_exception(std::string message);
Error limit_exceeded_exception(std::string message);
/// `item` is the item's JSON if ReturnValuesOnConditionCheckFailure asks for it, else empty.
Error conditional_check_failed_exception(std::string item);
/// `codes` as listed in the message, "None, ConditionalCheckFailed"; `reasons` the JSON array of CancellationReasons.
Error transaction_canceled_exception(std::string_view codes, std::string_view reasons);
Error idempotent_parameter_mismatch_exception(std::string message);
Error item_collection_size_limit_exceeded_exception();
/// `reason` as "TableReadProvisionedThroughputExceeded", `resource` the ARN of the table or index.
Error provisioned_throughput_exceeded_exception(std::string message, std::string_view reason, std::string_view resource);
Error throttling_exception(std::string message, std::string_view reason, std::string_view resource);
Error duplicate_item_exception();
Error policy_not_found_exception(std::string message);
Error expired_iterator_exception(std::string message);
Error trimmed_data_access_exception(std::string message);
Error internal_server_error(std::string message);

}  // namespace shardbook
