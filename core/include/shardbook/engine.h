#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shardbook/event.h"
#include "shardbook/options.h"

namespace shardbook {

/// One request of the low-level API, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
struct Request {
  /// From the client's signing scope. Each region has its own tables.
  std::string_view region;
  /// The X-Amz-Target header.
  std::string_view target;
  /// JSON 1.0, UTF-8.
  std::string_view body;
  /// Milliseconds since the epoch. Time never runs backwards: an earlier time than the last counts as the last.
  std::int64_t now = 0;
};

struct Response {
  int status = 200;
  std::string body;
};

/// A whole DynamoDB: tables, items, streams of all regions. Deterministic: the same options, requests and times give the same bytes on
/// every platform. Nothing is thrown, printed or read from outside. Not thread-safe.
class Engine {
 public:
  explicit Engine(Options options = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  Response handle(const Request& request);

  /// Runs what falls due until `now`.
  void advance(std::int64_t now);

  /// The events since the last call, in order. Always empty unless Options::observe is set.
  std::vector<Event> drain_events();

  /// Answers a JSON question about the state with JSON: see InspectQuery in wasm/events.ts. A question that cannot be read is answered with
  /// "{}".
  std::string inspect(std::string_view query) const;

  /// Holds the present state and returns its number; O(1). Held states share what they have in common.
  std::uint32_t snapshot();
  /// Goes back to a held state, which stays held. False if there is none of that number.
  bool restore(std::uint32_t number);
  void release(std::uint32_t number);

  /// The whole state as bytes, and back. import_state changes nothing and returns false if the bytes are not an export of this version.
  std::string export_state() const;
  bool import_state(std::string_view bytes);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace shardbook
