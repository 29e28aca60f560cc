#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"
#include "throughput/capacity.h"

namespace shardbook {

/// Idempotency of transactions under a ClientRequestToken. Tokens are scoped to one operation and one region.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency
class TransactionToken {
 public:
  TransactionToken(const Context& context, std::string_view operation, std::string_view token, std::uint64_t fingerprint);

  /// Returns whether this transaction was already executed under the token, and if so accounts for its reads. Fails if the token was used
  /// for a different transaction.
  Result<bool> repeats(Context& context, ConsumedCapacity& capacity) const;

  /// From now on, treats the same transaction under this token as a repetition that reads these units.
  void remember(Context& context, std::vector<std::pair<std::string, double>> read_units) const;

 private:
  std::string key_;
  std::uint64_t fingerprint_;
};

}  // namespace shardbook
