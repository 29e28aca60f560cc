#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "call/context.h"
#include "error/result.h"
#include "expression/condition.h"
#include "expression/update.h"
#include "request/batch_inputs.h"

namespace shardbook {

/// One action of TransactWriteItems, as far as the request alone determines it.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItem.html
struct RequestedWrite {
  enum class Kind : std::uint8_t { condition_check, put, delete_, update };
  Kind kind = Kind::condition_check;
  const TransactAction* request = nullptr;
  std::optional<Update> update;
  std::optional<Condition> condition;

  const std::string& table_name() const { return *request->table_name; }
  const ReadAttributes& key_or_item() const { return kind == Kind::put ? *request->item : *request->key; }
};

/// Parses all actions, which refer to `input`. An error in any of them that does not depend on the table fails the request, in order of the
/// actions; such errors never become cancellation reasons.
Result<std::vector<RequestedWrite>> requested_writes(const Context& context, const TransactWriteItemsInput& input);

}  // namespace shardbook
