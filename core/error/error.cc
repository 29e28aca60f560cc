#include "error/error.h"

#include "value/attribute_json.h"

namespace shardbook {

namespace {

constexpr std::string_view kDynamoDb = "com.amazonaws.dynamodb.v20120810#";
constexpr std::string_view kCoralService = "com.amazon.coral.service#";
constexpr std::string_view kCoralValidate = "com.amazon.coral.validate#";

Error make(std::string_view space, std::string_view name, std::string message) {
  Error error;
  error.type.append(space).append(name);
  error.message = std::move(message);
  return error;
}

/// Returns `"ThrottlingReasons":[{"reason":...,"resource":...}]`, named as in the exception's model.
std::string reasons_member(std::string_view name, std::string_view reason, std::string_view resource) {
  std::string out = "\"" + std::string(name) + "\":[{\"reason\":";
  append_json_string(out, reason);
  out += ",\"resource\":";
  append_json_string(out, resource);
  return out += "}]";
}

}  // namespace

std::string_view Error::name() const {
  const std::string_view whole = type;
  return whole.substr(whole.find('#') + 1);
}

std::string Error::body() const {
  std::string out = "{\"__type\":";
  append_json_string(out, type);
  if (!message.empty()) {
    out.append(",\"").append(message_key).append("\":");
    append_json_string(out, message);
  }
  if (!members.empty()) out.append(",").append(members);
  return out += '}';
}

Error counted(Error error, Counted by) {
  error.counted = by;
  return error;
}

Error validation_exception(std::string message, Cause cause) {
  Error error = make(kCoralValidate, "ValidationException", std::move(message));
  error.cause = cause;
  return error;
}

Error left_to_older_layer() { return validation_exception("", Cause::older_layer); }

Error serialization_exception(std::string message) {
  Error error = make(kCoralService, "SerializationException", std::move(message));
  error.message_key = "Message";
  return error;
}

Error unknown_operation_exception() { return make(kCoralService, "UnknownOperationException", ""); }

Error access_denied_exception(std::string message) {
  Error error = make(kCoralService, "AccessDeniedException", std::move(message));
  error.message_key = "Message";
  return error;
}

Error resource_not_found_exception(std::string message) {
  Error error = make(kDynamoDb, "ResourceNotFoundException", std::move(message));
  error.cause = Cause::not_found;
  return error;
}

Error resource_in_use_exception(std::string message) { return make(kDynamoDb, "ResourceInUseException", std::move(message)); }

Error limit_exceeded_exception(std::string message) { return make(kDynamoDb, "LimitExceededException", std::move(message)); }

Error conditional_check_failed_exception(const std::string& item) {
  Error error = make(kDynamoDb, "ConditionalCheckFailedException", "The conditional request failed");
  if (!item.empty()) error.members = "\"Item\":" + item;
  return error;
}

Error transaction_canceled_exception(std::string_view codes, std::string_view reasons) {
  Error error = make(kDynamoDb, "TransactionCanceledException",
                     "Transaction cancelled, please refer cancellation reasons for specific reasons [" + std::string(codes) + "]");
  error.message_key = "Message";
  error.members = "\"CancellationReasons\":" + std::string(reasons);
  return error;
}

Error idempotent_parameter_mismatch_exception(std::string message) {
  Error error = make(kDynamoDb, "IdempotentParameterMismatchException", std::move(message));
  error.message_key = "Message";
  return error;
}

Error item_collection_size_limit_exceeded_exception() {
  return make(kDynamoDb, "ItemCollectionSizeLimitExceededException", "Collection size exceeded.");
}

Error provisioned_throughput_exceeded_exception(std::string message, std::string_view reason, std::string_view resource) {
  Error error = make(kDynamoDb, "ProvisionedThroughputExceededException", std::move(message));
  error.members = reasons_member("ThrottlingReasons", reason, resource);
  return error;
}

Error throttling_exception(std::string message, std::string_view reason, std::string_view resource) {
  Error error = make(kDynamoDb, "ThrottlingException", std::move(message));
  error.members = reasons_member("throttlingReasons", reason, resource);
  return error;
}

Error throttling_exception(std::string message) { return make(kDynamoDb, "ThrottlingException", std::move(message)); }

Error duplicate_item_exception() { return make(kDynamoDb, "DuplicateItemException", "Duplicate primary key exists in table"); }

Error policy_not_found_exception(std::string message) { return make(kDynamoDb, "PolicyNotFoundException", std::move(message)); }

Error table_not_found_exception(std::string message) { return make(kDynamoDb, "TableNotFoundException", std::move(message)); }

Error continuous_backups_unavailable_exception(std::string message) {
  return make(kDynamoDb, "ContinuousBackupsUnavailableException", std::move(message));
}

Error expired_iterator_exception(std::string message) { return make(kDynamoDb, "ExpiredIteratorException", std::move(message)); }

Error trimmed_data_access_exception(std::string message) { return make(kDynamoDb, "TrimmedDataAccessException", std::move(message)); }

Error internal_server_error(std::string message) {
  Error error = make(kDynamoDb, "InternalServerError", std::move(message));
  error.status = 500;
  return error;
}

Error internal_failure() {
  Error error = make(kCoralService, "InternalFailure", "");
  error.status = 500;
  return error;
}

}  // namespace shardbook
