// The engine's JavaScript interface. Strings cross as UTF-8 in two buffers of our own, never as embind strings: wasm/load.ts writes the
// request into one and reads the response from the other. What runs on every request is exported as plain functions, since embind's
// wrappers are slower.

#include <emscripten/bind.h>
#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

extern "C" {
// See pieces.js.
void engine_write_piece(const char* at, std::size_t size);
std::size_t engine_read_piece(char* to, std::size_t most);
}

class EngineBinding {
 public:
  EngineBinding(double seed, bool observe, bool service_latency, bool throttle)
      : engine_({static_cast<std::uint64_t>(seed), observe, service_latency, throttle}) {}

  /// The handle passed to the plain exports.
  std::uintptr_t address() const { return reinterpret_cast<std::uintptr_t>(this); }

  /// Makes room for `size` bytes of input, keeping its contents.
  char* reserve(std::size_t size) {
    if (input_.size() < size) input_.resize(size);
    return input_.data();
  }

  /// Expects region, target and body concatenated in the input. Returns the HTTP status and leaves the body in the output.
  int handle(std::size_t region, std::size_t target, std::size_t body, double now) {
    const std::string_view input = input_;
    shardbook::Response response = engine_.handle(
        {input.substr(0, region), input.substr(region, target), input.substr(region + target, body), static_cast<std::int64_t>(now)});
    output_ = std::move(response.body);
    return response.status;
  }

  /// Infinity if no work is scheduled.
  double next_due() const {
    const std::int64_t due = engine_.next_due();
    return due == INT64_MAX ? std::numeric_limits<double>::infinity() : static_cast<double>(due);
  }

  void advance(double now) { engine_.advance(static_cast<std::int64_t>(now)); }

  /// Leaves a JSON array in the output.
  void drain_events() {
    output_ = "[";
    for (const shardbook::Event& event : engine_.drain_events()) {
      if (output_.size() > 1) output_ += ',';
      append_json(output_, event);
    }
    output_ += ']';
  }

  /// Expects the query in the input.
  void inspect(std::size_t size) { output_ = engine_.inspect(std::string_view(input_).substr(0, size)); }

  std::uint32_t snapshot() { return engine_.snapshot(); }
  bool restore(std::uint32_t number) { return engine_.restore(number); }
  void release(std::uint32_t number) { engine_.release(number); }
  void branch(double number) { engine_.branch(static_cast<std::uint64_t>(number)); }

  /// Hands the export to engine_write_piece.
  void export_state() {
    struct : shardbook::ByteSink {
      void write(std::string_view piece) override { engine_write_piece(piece.data(), piece.size()); }
    } sink;
    engine_.export_state(sink);
  }
  /// Takes the import from engine_read_piece.
  bool import_state() {
    struct : shardbook::ByteSource {
      std::size_t read(char* to, std::size_t most) override { return engine_read_piece(to, most); }
    } source;
    return engine_.import_state(source);
  }

  /// Valid until the next call.
  const std::string& output() const { return output_; }

 private:
  shardbook::Engine engine_;
  std::string input_;
  std::string output_;
};

extern "C" {

/// Returns whether the module's memory has reached `most` bytes and has no block of `wanted` bytes left below that.
EMSCRIPTEN_KEEPALIVE bool engine_is_full(std::size_t most, std::size_t wanted) {
  if (emscripten_get_heap_size() < most) return false;
  void* block = std::malloc(wanted);
  const bool full = block == nullptr || reinterpret_cast<std::uintptr_t>(block) + wanted > most;
  std::free(block);
  return full;
}

EMSCRIPTEN_KEEPALIVE char* engine_reserve(EngineBinding* engine, std::size_t size) { return engine->reserve(size); }
EMSCRIPTEN_KEEPALIVE int engine_handle(EngineBinding* engine, std::size_t region, std::size_t target, std::size_t body, double now) {
  return engine->handle(region, target, body, now);
}
EMSCRIPTEN_KEEPALIVE double engine_next_due(const EngineBinding* engine) { return engine->next_due(); }
EMSCRIPTEN_KEEPALIVE const char* engine_output(const EngineBinding* engine) { return engine->output().data(); }
EMSCRIPTEN_KEEPALIVE std::size_t engine_output_size(const EngineBinding* engine) { return engine->output().size(); }

}  // extern "C"

EMSCRIPTEN_BINDINGS(shardbook) {
  emscripten::class_<EngineBinding>("Engine")
      .constructor<double, bool, bool, bool>()
      .function("address", &EngineBinding::address)
      .function("advance", &EngineBinding::advance)
      .function("drainEvents", &EngineBinding::drain_events)
      .function("inspect", &EngineBinding::inspect)
      .function("snapshot", &EngineBinding::snapshot)
      .function("restore", &EngineBinding::restore)
      .function("release", &EngineBinding::release)
      .function("branch", &EngineBinding::branch)
      .function("exportState", &EngineBinding::export_state)
      .function("importState", &EngineBinding::import_state);
}
