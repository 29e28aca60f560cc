#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests of the PartiQL operations. Members are named as in the API, in snake case.

struct ExecuteStatementInput {
  std::optional<std::string> statement;
  std::optional<std::vector<ReadValue>> parameters;
  std::optional<bool> consistent_read;
  std::optional<std::string> next_token;
  std::optional<std::string> return_consumed_capacity;
  std::optional<std::int64_t> limit;
  std::optional<std::string> return_values_on_condition_check_failure;
};

struct BatchStatementRequest {
  std::optional<std::string> statement;
  std::optional<std::vector<ReadValue>> parameters;
  std::optional<bool> consistent_read;
  std::optional<std::string> return_values_on_condition_check_failure;
};
struct BatchExecuteStatementInput {
  std::optional<std::vector<BatchStatementRequest>> statements;
  std::optional<std::string> return_consumed_capacity;
};

struct ParameterizedStatement {
  std::optional<std::string> statement;
  std::optional<std::vector<ReadValue>> parameters;
  std::optional<std::string> return_values_on_condition_check_failure;
};
struct ExecuteTransactionInput {
  std::optional<std::vector<ParameterizedStatement>> transact_statements;
  std::optional<std::string> client_request_token;
  std::optional<std::string> return_consumed_capacity;
};

extern const Shape kExecuteStatementInput;
extern const Shape kBatchExecuteStatementInput;
extern const Shape kExecuteTransactionInput;

}  // namespace shardbook
