#include "shardbook/engine.h"

#include <map>

#include "engine/checkpoint.h"
#include "engine/due_work.h"
#include "engine/inspect.h"
#include "operation/operations.h"

namespace shardbook {

struct Engine::Implementation {
  Options options;
  State state;
  std::vector<Event> events;
  std::map<std::uint32_t, State> held;
  std::uint32_t last_held = 0;

  std::vector<Event>* observed() { return options.observe ? &events : nullptr; }
};

namespace {

void emit_call(Context& context, const OperationEntry* operation, const Result<std::string>& result) {
  CallEvent call = std::move(context.tally);
  if (operation != nullptr) call.operation = operation->name;
  if (!result) {
    call.status = result.error().status;
    call.error = result.error().name();
    call.message = result.error().message;
  }
  context.emit(std::move(call));
}

}  // namespace

Engine::Engine(Options options) : implementation_(std::make_unique<Implementation>()) {
  implementation_->options = options;
  implementation_->state.identifiers = Identifiers(options.seed);
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Response Engine::handle(const Request& request) {
  Implementation& self = *implementation_;
  ++self.state.steps;
  run_until(self.state, self.options, self.observed(), request.now);
  Context context{self.state, self.options, request.region, ValidationLayer::newer, self.observed(), ++self.state.calls};
  const OperationEntry* operation = find_operation(request.target);
  Result<std::string> result = operation == nullptr ? unknown_operation_exception() : run(*operation, context, request.body);
  if (self.options.observe) emit_call(context, operation, result);
  if (result) return {200, std::move(result).value()};
  return {result.error().status, result.error().body()};
}

void Engine::advance(std::int64_t now) {
  Implementation& self = *implementation_;
  ++self.state.steps;
  run_until(self.state, self.options, self.observed(), now);
}

std::int64_t Engine::next_due() const {
  const auto first = implementation_->state.schedule.first();
  return first.valid() ? State::due_of(first.key()) : INT64_MAX;
}

std::vector<Event> Engine::drain_events() { return std::exchange(implementation_->events, {}); }

std::string Engine::inspect(std::string_view text) const {
  const auto query = inspect_query_from_json(text);
  if (!query) return "{}";
  if (!query->at) return shardbook::inspect(implementation_->state, *query);
  const auto held = implementation_->held.find(*query->at);
  return held == implementation_->held.end() ? "{}" : shardbook::inspect(held->second, *query);
}

std::uint32_t Engine::snapshot() {
  implementation_->held.emplace(++implementation_->last_held, implementation_->state);
  return implementation_->last_held;
}

bool Engine::restore(std::uint32_t number) {
  const auto held = implementation_->held.find(number);
  if (held == implementation_->held.end()) return false;
  implementation_->state = held->second;
  return true;
}

void Engine::release(std::uint32_t number) { implementation_->held.erase(number); }

void Engine::branch(std::uint64_t number) { implementation_->state.identifiers.branch(number); }

void Engine::export_state(ByteSink& sink) const { write_checkpoint(implementation_->state, sink); }

std::string Engine::export_state() const {
  struct : ByteSink {
    std::string bytes;
    void write(std::string_view piece) override { bytes += piece; }
  } sink;
  export_state(sink);
  return std::move(sink.bytes);
}

bool Engine::import_state(ByteSource& source) { return read_checkpoint(source, implementation_->state); }

bool Engine::import_state(std::string_view bytes) {
  struct Rest : ByteSource {
    explicit Rest(std::string_view all) : rest(all) {}
    std::size_t read(char* to, std::size_t most) override {
      const std::size_t count = rest.copy(to, most);
      rest.remove_prefix(count);
      return count;
    }
    std::string_view rest;
  } source(bytes);
  return import_state(source);
}

}  // namespace shardbook
