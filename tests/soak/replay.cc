// The native side of tests/walk/replays.ts: repeats the journal of a walk. `replay SEED [observe] [service] [throttle] < journal >
// answers`. Numbers are little-endian:
//   journal: for each entry now (8 bytes), the sizes of region, target and body (4 bytes each), these; an advance of the clock has no
//   region answers: for each entry its status (0 for an advance), the sizes of body and events (4 bytes each), these; in the end the
//   engine's export
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "shardbook/engine.h"

namespace {

std::uint64_t number(std::string_view bytes) {
  std::uint64_t out = 0;
  for (std::size_t at = bytes.size(); at-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at]);
  return out;
}

void append_number(std::string& out, std::size_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xff);
}

/// Takes parts off the front of the journal.
class Journal {
 public:
  explicit Journal(std::string_view bytes) : rest_(bytes) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) {
      std::cerr << "The journal ends within an entry\n";
      std::exit(2);
    }
    const std::string_view part = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return part;
  }

 private:
  std::string_view rest_;
};

std::string events_of(shardbook::Engine& engine) {
  std::string out;
  for (const shardbook::Event& event : engine.drain_events()) {
    out += out.empty() ? '[' : ',';
    append_json(out, event);
  }
  return out.empty() ? out : out + ']';
}

void repeat(shardbook::Engine& engine, Journal& journal, std::string& answers) {
  const auto now = static_cast<std::int64_t>(number(journal.take(8)));
  const std::size_t sizes[] = {number(journal.take(4)), number(journal.take(4)), number(journal.take(4))};
  const std::string_view region = journal.take(sizes[0]), target = journal.take(sizes[1]), body = journal.take(sizes[2]);
  shardbook::Response response{0, ""};
  if (region.empty())
    engine.advance(now);
  else
    response = engine.handle({region, target, body, now});
  const std::string events = events_of(engine);
  append_number(answers, static_cast<std::size_t>(response.status));
  append_number(answers, response.body.size());
  append_number(answers, events.size());
  answers += response.body;
  answers += events;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  shardbook::Options options;
  if (argc > 1) options.seed = std::strtoull(argv[1], nullptr, 10);
  for (int at = 2; at < argc; ++at) {
    const std::string_view flag = argv[at];
    options.observe |= flag == "observe";
    options.service_latency |= flag == "service";
    options.throttle |= flag == "throttle";
  }
  shardbook::Engine engine(options);
  const std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
  for (Journal journal(bytes); !journal.at_end();) {
    std::string answer;
    repeat(engine, journal, answer);
    std::cout << answer;
  }
  std::cout << engine.export_state();
}
