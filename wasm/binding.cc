// The engine for JavaScript. Texts cross as UTF-8 in two buffers of ours, never as embind strings: wasm/load.ts writes the request into the
// one, reads the answer from the other.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

namespace {

using emscripten::val;

class EngineBinding {
 public:
  EngineBinding(double seed, bool observe, bool service_latency) : engine_({static_cast<std::uint64_t>(seed), observe, service_latency}) {}

  /// Address of room for `size` bytes of input.
  std::uintptr_t reserve(std::size_t size) {
    if (input_.size() < size) input_.resize(size);
    return reinterpret_cast<std::uintptr_t>(input_.data());
  }

  /// The input holds region, target and body one after the other. Returns the HTTP status; the body is the output.
  int handle(std::size_t region, std::size_t target, std::size_t body, double now) {
    const std::string_view input = input_;
    shardbook::Response response = engine_.handle(
        {input.substr(0, region), input.substr(region, target), input.substr(region + target, body), static_cast<std::int64_t>(now)});
    output_ = std::move(response.body);
    return response.status;
  }

  void advance(double now) { engine_.advance(static_cast<std::int64_t>(now)); }

  /// The output is a JSON array.
  void drain_events() {
    output_ = "[";
    for (const shardbook::Event& event : engine_.drain_events()) {
      if (output_.size() > 1) output_ += ',';
      append_json(output_, event);
    }
    output_ += ']';
  }

  /// The input holds the question.
  void inspect(std::size_t size) { output_ = engine_.inspect(std::string_view(input_).substr(0, size)); }

  std::uint32_t snapshot() { return engine_.snapshot(); }
  bool restore(std::uint32_t number) { return engine_.restore(number); }
  void release(std::uint32_t number) { engine_.release(number); }

  void export_state() { output_ = engine_.export_state(); }
  bool import_state(std::size_t size) { return engine_.import_state(std::string_view(input_).substr(0, size)); }

  /// A view of the output: good until the next call or until memory grows.
  val output() const { return val(emscripten::typed_memory_view(output_.size(), reinterpret_cast<const std::uint8_t*>(output_.data()))); }

 private:
  shardbook::Engine engine_;
  std::string input_;
  std::string output_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(shardbook) {
  emscripten::class_<EngineBinding>("Engine")
      .constructor<double, bool, bool>()
      .function("reserve", &EngineBinding::reserve)
      .function("handle", &EngineBinding::handle)
      .function("advance", &EngineBinding::advance)
      .function("drainEvents", &EngineBinding::drain_events)
      .function("inspect", &EngineBinding::inspect)
      .function("snapshot", &EngineBinding::snapshot)
      .function("restore", &EngineBinding::restore)
      .function("release", &EngineBinding::release)
      .function("exportState", &EngineBinding::export_state)
      .function("importState", &EngineBinding::import_state)
      .function("output", &EngineBinding::output);
}
