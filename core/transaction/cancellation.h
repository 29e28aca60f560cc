#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"

namespace shardbook {

/// Why each action of a transaction would have failed, in request order.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
class Cancellation {
 public:
  /// This action was in order.
  void add_none() { add("None", "", ""); }
  /// This action failed: ConditionalCheckFailed with its item, or ValidationError.
  void add_failure(const Error& error);

  /// TransactionCanceledException if any action failed.
  Status status() const;

 private:
  void add(std::string_view code, std::string_view message, std::string_view members);

  bool failed_ = false;
  std::string codes_;
  std::string reasons_;
};

/// Faults that refuse the whole request instead of becoming a reason: a table that does not exist, and a key with an empty value.
bool refuses_transaction(const Error& error);

}  // namespace shardbook
