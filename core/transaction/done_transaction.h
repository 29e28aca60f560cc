#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "call/context.h"
#include "error/result.h"
#include "throughput/capacity.h"

namespace shardbook {

/// Repetition of a transaction under its ClientRequestToken. Tokens count for one operation and one region.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency
class TransactionToken {
 public:
  TransactionToken(const Context& context, std::string_view operation, std::string_view token, std::uint64_t fingerprint);

  /// Whether the transaction has been done under this token, its reads accounted then; the fault if it was another one.
  Result<bool> repeats(Context& context, ConsumedCapacity& capacity) const;

  /// The same transaction under this token is a repetition from now on, that reads as many units.
  void remember(Context& context, std::vector<std::pair<std::string, double>> read_units) const;

 private:
  std::string key_;
  std::uint64_t fingerprint_;
};

}  // namespace shardbook
