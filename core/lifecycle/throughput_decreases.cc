#include "lifecycle/throughput_decreases.h"

#include <utility>

#include "call/table_lookup.h"
#include "value/calendar.h"

namespace shardbook {

void apply_pending_throughput(Context& context, const Table& table, Provision& provision) {
  if (!provision.pending_throughput) return;
  const Throughput before = std::exchange(provision.throughput, *provision.pending_throughput);
  provision.pending_throughput.reset();
  provision.warm_to(provision.throughput);
  if (before.read <= provision.throughput.read && before.write <= provision.throughput.write) return;
  if (provision.decreases_today++ > 0) return;
  context.plan(next_midnight(context.now()), ForgetDecreases{{table.name, table.id}});
}

void forget_decreases(Context& context, const ForgetDecreases& work) {
  if (context.state.find_table(context.region, work) == nullptr) return;
  Table& table = context.state.edit_table(context.region, work);
  table.decreases_today = 0;
  for (Index& index : table.indexes) index.decreases_today = 0;
}

}  // namespace shardbook
