#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/result.h"
#include "error/validation_layer.h"
#include "shardbook/event.h"
#include "shardbook/options.h"
#include "state/state.h"

namespace shardbook {

/// What an operation works with: the state, the request's region and settings, and where events go.
struct Context {
  State& state;
  const Options& options;
  std::string_view region;
  ValidationLayer layer = ValidationLayer::newer;
  /// Null unless events are observed.
  std::vector<Event>* events = nullptr;
  /// The request's number; 0 for scheduled work.
  std::int64_t call = 0;
  /// Filled in as the operation runs; read only if events are observed.
  CallEvent tally = {};

  std::int64_t now() const { return state.now; }

  /// Returns when something finishes that takes the service `duration` ms: now, unless Options::service_latency is set.
  std::int64_t after(std::int64_t duration) const { return now() + (options.service_latency ? duration : 0); }
  /// Schedules work in the request's region.
  template <class What>
  void plan(std::int64_t due, What what) {
    state.plan(due, Work{std::string(region), std::move(what)});
  }

  template <class What>
  void emit(What what) {
    if (events != nullptr) events->push_back(Event{state.steps, call, state.now, std::string(region), std::move(what)});
  }

  /// Records that the request named this table.
  void touch_table(std::string_view name);
};

}  // namespace shardbook
