#include "engine/due_work.h"

#include <algorithm>

#include "item/expiry.h"
#include "lifecycle/index.h"
#include "lifecycle/partition.h"
#include "lifecycle/stream.h"
#include "lifecycle/table.h"
#include "lifecycle/throughput_decreases.h"

namespace shardbook {

namespace {

/// Maps each kind of work to the function that runs it.
struct Performer {
  Context& context;

  void operator()(const ActivateTable& work) { activate_table(context, work); }
  void operator()(const SettleUpdate& work) { settle_update(context, work); }
  void operator()(const RemoveTable& work) { remove_table(context, work); }
  void operator()(const ForgetDecreases& work) { forget_decreases(context, work); }
  void operator()(const StartBackfill& work) { start_backfill(context, work); }
  void operator()(const SettleTimeToLive& work) { settle_time_to_live(context, work); }
  void operator()(const ExpireItems& work) { expire_items(context, work); }
  void operator()(const SplitForHeat& work) { split_for_heat(context, work); }
  void operator()(const RollShardOver& work) { roll_shard_over(context, work); }
  void operator()(const TrimStream& work) { trim_stream(context, work); }
  void operator()(const ForgetToken& work) { context.state.done_transactions.erase(work.key); }
};

}  // namespace

void run_until(State& state, const Options& options, std::vector<Event>* events, std::int64_t time) {
  time = std::max(time, state.now);
  Work work;
  std::int64_t due = 0;
  while (state.take_due(time, work, due)) {
    state.now = std::max(state.now, due);
    Context context{state, options, work.region, ValidationLayer::newer, events};
    std::visit(Performer{context}, work.what);
  }
  state.now = time;
}

}  // namespace shardbook
