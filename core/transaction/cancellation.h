#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"

namespace shardbook {

/// Why each action of a transaction failed, in request order.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
class Cancellation {
 public:
  /// Adds the outcome of the next action: success, or its error with code, message and item.
  void add(const Status& status);

  /// Returns TransactionCanceledException if any action failed.
  Status status() const;

 private:
  void add_reason(std::string_view code, std::string_view message, std::string_view members);

  bool failed_ = false;
  std::string codes_;
  std::string reasons_;
};

/// Returns TransactionCanceledException with a single reason, for the action at `place`; the other actions were not checked.
Error canceled_by(const Error& fault, std::size_t place, std::size_t actions);

/// Returns whether the error fails the whole request instead of becoming a cancellation reason: a table that does not exist, or an empty
/// key value.
bool refuses_transaction(const Error& error);

}  // namespace shardbook
