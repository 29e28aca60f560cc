#pragma once

#include <cstdint>

#include "error/result.h"

namespace shardbook {

/// What TransactGetItems, TransactWriteItems and ExecuteTransaction have in common.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html

/// How many times the units of a plain read or write a transaction consumes.
inline constexpr double kTransactionCost = 2;

inline constexpr std::uint64_t kMostTransactionBytes = 4ULL * 1024 * 1024;

/// Limits the bytes that a write transaction sends, regardless of existing items.
inline Status check_transaction_payload(std::uint64_t bytes) {
  if (bytes <= kMostTransactionBytes) return {};
  return validation_exception("The transaction payload size cannot exceed 4 MB");
}

/// Limits the total size of a transaction's items.
inline Status check_transaction_bytes(std::uint64_t bytes) {
  if (bytes <= kMostTransactionBytes) return {};
  return validation_exception("Aggregated size of all items in the transaction cannot exceed 4 MB");
}

}  // namespace shardbook
