#include "request/statement_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kStatement = string(1, 8192);
constexpr Shape kParameters = list<ReadValue>(kAttributeValue, 1);
constexpr Shape kNextToken = string(1, 32768);

constexpr Member execute_statement_members[] = {
    required<&ExecuteStatementInput::statement>("Statement", kStatement),
    member<&ExecuteStatementInput::parameters>("Parameters", kParameters),
    member<&ExecuteStatementInput::consistent_read>("ConsistentRead", kBoolean),
    member<&ExecuteStatementInput::next_token>("NextToken", kNextToken),
    member<&ExecuteStatementInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
    member<&ExecuteStatementInput::limit>("Limit", kPositiveInteger),
    member<&ExecuteStatementInput::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                             kReturnValuesOnConditionCheckFailure),
};

constexpr Member batch_statement_members[] = {
    required<&BatchStatementRequest::statement>("Statement", kStatement),
    member<&BatchStatementRequest::parameters>("Parameters", kParameters),
    member<&BatchStatementRequest::consistent_read>("ConsistentRead", kBoolean),
    member<&BatchStatementRequest::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                             kReturnValuesOnConditionCheckFailure),
};
constexpr Shape kBatchStatementRequest = structure("BatchStatementRequest", batch_statement_members);
constexpr Shape kStatements = list<BatchStatementRequest>(kBatchStatementRequest, 1, 25);
constexpr Member batch_execute_statement_members[] = {
    required<&BatchExecuteStatementInput::statements>("Statements", kStatements),
    member<&BatchExecuteStatementInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
};

constexpr Member parameterized_statement_members[] = {
    required<&ParameterizedStatement::statement>("Statement", kStatement),
    member<&ParameterizedStatement::parameters>("Parameters", kParameters),
    member<&ParameterizedStatement::return_values_on_condition_check_failure>("ReturnValuesOnConditionCheckFailure",
                                                                              kReturnValuesOnConditionCheckFailure),
};
constexpr Shape kParameterizedStatement = structure("ParameterizedStatement", parameterized_statement_members);
constexpr Shape kTransactStatements = list<ParameterizedStatement>(kParameterizedStatement, 1, 100);
constexpr Member execute_transaction_members[] = {
    required<&ExecuteTransactionInput::transact_statements>("TransactStatements", kTransactStatements),
    member<&ExecuteTransactionInput::client_request_token>("ClientRequestToken", kClientRequestToken),
    member<&ExecuteTransactionInput::return_consumed_capacity>("ReturnConsumedCapacity", kReturnConsumedCapacity),
};

}  // namespace

const Shape kExecuteStatementInput = structure("ExecuteStatementInput", execute_statement_members);
const Shape kBatchExecuteStatementInput = structure("BatchExecuteStatementInput", batch_execute_statement_members);
const Shape kExecuteTransactionInput = structure("ExecuteTransactionInput", execute_transaction_members);

}  // namespace shardbook
