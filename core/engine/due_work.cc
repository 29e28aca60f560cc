#include "engine/due_work.h"

#include <algorithm>
#include <optional>

#include "item/expiry.h"
#include "lifecycle/index.h"
#include "lifecycle/partition.h"
#include "lifecycle/stream.h"
#include "lifecycle/table.h"
#include "lifecycle/throughput_decreases.h"

namespace shardbook {

namespace {

/// 13 September 275760, where the dates of JavaScript end. What is planned for later never happens.
constexpr std::int64_t kEndOfTime = 8'640'000'000'000'000;

/// What shards do by themselves.
bool is_of_shards(const Work& work) {
  return std::holds_alternative<RollShardOver>(work.what) || std::holds_alternative<TrimStream>(work.what);
}

/// Knows how long nothing but work of shards will be due.
class QuietTime {
 public:
  explicit QuietTime(std::int64_t most) : most_(most) {}

  std::int64_t end(const State& state) {
    if (!end_) end_ = find(state);
    return *end_;
  }
  /// Work of shards plans only work of shards.
  void after(const Work& work) {
    if (!is_of_shards(work)) end_.reset();
  }

 private:
  std::int64_t find(const State& state) const {
    for (auto at = state.schedule.first(); at.valid(); at.next()) {
      if (!is_of_shards(at.value().work)) return std::min(most_, State::due_of(at.key()));
    }
    return most_;
  }

  std::int64_t most_;
  std::optional<std::int64_t> end_;
};

/// Maps each kind of work to the function that runs it.
struct Performer {
  Context& context;
  QuietTime& quiet;

  void operator()(const ActivateTable& work) { activate_table(context, work); }
  void operator()(const SettleUpdate& work) { settle_update(context, work); }
  void operator()(const RemoveTable& work) { remove_table(context, work); }
  void operator()(const ForgetDecreases& work) { forget_decreases(context, work); }
  void operator()(const StartBackfill& work) { start_backfill(context, work); }
  void operator()(const SettleTimeToLive& work) { settle_time_to_live(context, work); }
  void operator()(const ExpireItems& work) { expire_items(context, work); }
  void operator()(const SplitForHeat& work) { split_for_heat(context, work); }
  void operator()(const RollShardOver& work) { roll_shard_over(context, work, quiet.end(context.state)); }
  void operator()(const TrimStream& work) { trim_stream(context, work); }
  void operator()(const ForgetToken& work) { context.state.done_transactions.erase(work.key); }
};

}  // namespace

void run_until(State& state, const Options& options, std::vector<Event>* events, std::int64_t time) {
  time = std::max(std::min(time, kEndOfTime), state.now);
  Work work;
  std::int64_t due = 0;
  QuietTime quiet(time);
  while (state.take_due(time, work, due)) {
    state.now = std::max(state.now, due);
    Context context{state, options, work.region, ValidationLayer::newer, events};
    std::visit(Performer{context, quiet}, work.what);
    quiet.after(work);
  }
  state.now = time;
}

}  // namespace shardbook
