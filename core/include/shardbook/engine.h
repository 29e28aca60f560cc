#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shardbook/bytes.h"
#include "shardbook/event.h"
#include "shardbook/options.h"

namespace shardbook {

/// One request of the low-level API, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
struct Request {
  /// The region in the client's credential scope. Each region has its own tables.
  std::string_view region;
  /// The X-Amz-Target header.
  std::string_view target;
  /// JSON 1.0, UTF-8.
  std::string_view body;
  /// Milliseconds since the epoch. Time never runs backwards: a time before the latest one seen counts as the latest,
  /// and one after 13 September 275760, where JavaScript's dates end, as that moment.
  std::int64_t now = 0;
};

struct Response {
  int status = 200;
  std::string body;
};

/// A complete DynamoDB: tables, items and streams of every region. Deterministic: the same options, requests and times produce the same
/// bytes on every platform. Never throws, prints, or reads anything from outside. Not thread-safe.
class Engine {
 public:
  explicit Engine(Options options = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  Response handle(const Request& request);

  /// Runs scheduled work that is due by `now`.
  void advance(std::int64_t now);

  /// Returns when scheduled work is next due, in milliseconds since the epoch, or INT64_MAX if none is scheduled.
  std::int64_t next_due() const;

  /// Returns the events since the last call, in order. Always empty unless Options::observe is set.
  std::vector<Event> drain_events();

  /// Answers a JSON query about the state with JSON; see InspectQuery in wasm/events.ts. Returns "{}" if the query is malformed.
  std::string inspect(std::string_view query) const;

  /// Holds the current state and returns its number. O(1): held states share structure.
  std::uint32_t snapshot();
  /// Returns to a held state, which stays held. Returns false if there is no state with that number.
  bool restore(std::uint32_t number);
  void release(std::uint32_t number);

  /// Makes the present state the start of another history: ids generated from here on depend on `number` and differ from those that the
  /// engine would have generated.
  void branch(std::uint64_t number);

  /// Serializes the whole state, and reads it back. import_state returns false and changes nothing unless the bytes are an export of this
  /// version, whole and sound. Meanwhile it holds both states.
  void export_state(ByteSink& sink) const;
  std::string export_state() const;
  bool import_state(ByteSource& source);
  bool import_state(std::string_view bytes);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace shardbook
