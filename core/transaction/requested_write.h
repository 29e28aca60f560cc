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

/// One action of TransactWriteItems, as far as the request alone tells.
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

/// All actions, which refer to `input`. Whatever is wrong with one of them that the request alone shows refuses the request, the first
/// action first: no such fault is a reason of a cancellation.
Result<std::vector<RequestedWrite>> requested_writes(const Context& context, const TransactWriteItemsInput& input);

}  // namespace shardbook
