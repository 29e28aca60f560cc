#include "transaction/done_transaction.h"

#include <utility>

namespace shardbook {

namespace {

constexpr std::int64_t kTokenLifetime = 10LL * 60 * 1000;

}  // namespace

TransactionToken::TransactionToken(const Context& context, std::string_view operation, std::string_view token, std::uint64_t fingerprint)
    : key_(context.region), fingerprint_(fingerprint) {
  key_.append(1, '\0').append(operation).append(1, '\0').append(token);
}

Result<bool> TransactionToken::repeats(Context& context, ConsumedCapacity& capacity) const {
  const DoneTransaction* done = context.state.done_transactions.find(key_);
  if (done == nullptr) return false;
  if (done->fingerprint != fingerprint_) {
    return idempotent_parameter_mismatch_exception(
        "Specified idempotent token was used with different request parameters within the idempotency window");
  }
  for (const auto& [table, units] : done->read_units) capacity.repeat(table, units);
  return true;
}

void TransactionToken::remember(Context& context, std::vector<std::pair<std::string, double>> read_units) const {
  Ref<DoneTransaction> done(new DoneTransaction);
  done->fingerprint = fingerprint_;
  done->read_units = std::move(read_units);
  context.state.done_transactions.put(key_, done);
  context.plan(context.now() + kTokenLifetime, ForgetToken{key_});
}

}  // namespace shardbook
