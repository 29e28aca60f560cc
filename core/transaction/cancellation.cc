#include "transaction/cancellation.h"

#include <utility>

#include "protocol/json_writer.h"

namespace shardbook {

namespace {

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors
std::string_view code_of(std::string_view exception) {
  constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"ConditionalCheckFailedException", "ConditionalCheckFailed"},
      {"DuplicateItemException", "DuplicateItem"},
      {"ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceeded"},
      {"ProvisionedThroughputExceededException", "ProvisionedThroughputExceeded"},
      {"ResourceNotFoundException", "ResourceNotFound"},
      {"ThrottlingException", "ThrottlingError"},
  };
  for (const auto& [name, code] : kCodes) {
    if (name == exception) return code;
  }
  return "ValidationError";
}

}  // namespace

void Cancellation::add(const Status& status) {
  if (status) return add_reason("None", "", "");
  failed_ = true;
  const Error& error = status.error();
  add_reason(code_of(error.name()), error.message, error.members);
}

void Cancellation::add_reason(std::string_view code, std::string_view message, std::string_view members) {
  if (!codes_.empty()) {
    codes_ += ", ";
    reasons_ += ',';
  }
  codes_ += code;
  JsonWriter json(reasons_);
  json.begin_object().key("Code").string(code);
  if (!message.empty()) json.key("Message").string(message);
  if (!members.empty()) json.raw(members);
  json.end_object();
}

Status Cancellation::status() const {
  if (!failed_) return {};
  return transaction_canceled_exception(codes_, "[" + reasons_ + "]");
}

Error canceled_by(const Error& fault, std::size_t place, std::size_t actions) {
  Cancellation cancellation;
  for (std::size_t i = 0; i < actions; ++i) cancellation.add(i == place ? Status(fault) : Status());
  return cancellation.status().error();
}

bool refuses_transaction(const Error& error) { return error.cause == Cause::not_found || error.cause == Cause::empty_key; }

}  // namespace shardbook
