#pragma once

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
  /// Adds an action that did not fail.
  void add_none() { add("None", "", ""); }
  /// Adds a failed action: ConditionalCheckFailed with its item, ValidationError ...
  void add_failure(const Error& error);

  /// Returns TransactionCanceledException if any action failed.
  Status status() const;

 private:
  void add(std::string_view code, std::string_view message, std::string_view members);

  bool failed_ = false;
  std::string codes_;
  std::string reasons_;
};

/// Returns whether the error fails the whole request instead of becoming a cancellation reason: a table that does not exist, or an empty
/// key value.
bool refuses_transaction(const Error& error);

}  // namespace shardbook
