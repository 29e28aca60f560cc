#pragma once

#include <cstdint>
#include <vector>

#include "shardbook/event.h"
#include "shardbook/options.h"
#include "state/state.h"

namespace shardbook {

/// Runs all work due by `time`, each at its own time, and sets the clock to `time`. Time never runs backwards.
void run_until(State& state, const Options& options, std::vector<Event>* events, std::int64_t time);

}  // namespace shardbook
