#include "engine/checkpoint.h"

#include <cstring>
#include <optional>
#include <type_traits>
#include <vector>

#include "value/attribute_json.h"

namespace shardbook {

namespace {

constexpr std::string_view kMagic = "SHARDBOOK";
constexpr std::uint64_t kVersion = 3;

/// FNV-1a: Fowler, Noll, Vo. Guards against a file cut short or damaged, not against malice.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  return hash;
}

// The same `archive` functions below describe what is written and what is read: Writer and Reader are the two ways to go through them.

class Writer {
 public:
  static constexpr bool reading = false;

  void bytes(std::string_view value) {
    integer(value.size());
    out_ += value;
  }
  template <class Integer>
  void integer(const Integer& value) {
    auto rest = static_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i, rest >>= 8) out_ += static_cast<char>(rest & 0xff);
  }
  std::string& out() { return out_; }

 private:
  std::string out_;
};

class Reader {
 public:
  static constexpr bool reading = true;

  explicit Reader(std::string_view in) : in_(in) {}

  std::string_view bytes() {
    const auto size = integer();
    if (size > in_.size()) failed_ = true;
    if (failed_) return {};
    const std::string_view value = in_.substr(0, size);
    in_.remove_prefix(size);
    return value;
  }
  std::uint64_t integer() {
    if (in_.size() < 8) failed_ = true;
    if (failed_) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;) value = value << 8 | static_cast<unsigned char>(in_[i]);
    in_.remove_prefix(8);
    return value;
  }
  /// How many elements follow; no more than there are bytes for.
  std::size_t count() {
    const std::uint64_t count = integer();
    if (count > in_.size()) failed_ = true;
    return failed_ ? 0 : static_cast<std::size_t>(count);
  }
  bool done() const { return !failed_ && in_.empty(); }

 private:
  std::string_view in_;
  bool failed_ = false;
};

template <class Archive>
struct Members {
  Archive& io;

  template <class T, std::enable_if_t<std::is_integral_v<T> || std::is_enum_v<T>, int> = 0>
  void operator()(T& value) {
    if constexpr (Archive::reading) {
      value = static_cast<T>(io.integer());
    } else {
      io.integer(value);
    }
  }

  void operator()(double& value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    (*this)(bits);
    std::memcpy(&value, &bits, sizeof bits);
  }

  void operator()(std::string& value) {
    if constexpr (Archive::reading) {
      value = io.bytes();
    } else {
      io.bytes(value);
    }
  }

  void operator()(Item& item) {
    if constexpr (Archive::reading) {
      const std::string_view json = io.bytes();
      item = json.empty() ? Item() : Item(map_from_canonical_json(json));
    } else {
      io.bytes(item.exists() ? item.json() : std::string_view());
    }
  }

  template <class T>
  void operator()(std::optional<T>& value) {
    bool present = value.has_value();
    (*this)(present);
    if constexpr (Archive::reading) {
      if (present) value.emplace();
    }
    if (present) (*this)(*value);
  }

  template <class T>
  void operator()(std::vector<T>& values) {
    if constexpr (Archive::reading) {
      values.clear();
      for (std::size_t left = io.count(); left > 0; --left) (*this)(values.emplace_back());
    } else {
      io.integer(values.size());
      for (T& value : values) (*this)(value);
    }
  }

  template <class T>
  void operator()(Tree<T>& tree) {
    if constexpr (Archive::reading) {
      tree = Tree<T>();
      for (std::size_t left = io.count(); left > 0; --left) {
        const std::string key(io.bytes());
        T value;
        (*this)(value);
        tree.put(key, std::move(value));
      }
    } else {
      io.integer(tree.size());
      for (auto entry = tree.first(); entry.valid(); entry.next()) {
        io.bytes(entry.key());
        (*this)(const_cast<T&>(entry.value()));  // a Writer only reads
      }
    }
  }

  template <class T>
  void operator()(Ref<T>& ref) {
    if constexpr (Archive::reading) ref = Ref<T>(new T);
    (*this)(*ref);
  }

  template <class A, class B>
  void operator()(std::pair<A, B>& value) {
    all(value.first, value.second);
  }

  template <class... Ts>
  void all(Ts&... values) {
    ((*this)(values), ...);
  }

  void operator()(Identifiers& value) { value.archive(*this); }
  void operator()(KeyAttribute& value) { all(value.name, value.type); }
  void operator()(KeySchema& value) { all(value.hash, value.range); }
  void operator()(Throughput& value) { all(value.read, value.write); }
  void operator()(PendingUpdate& value) {
    all(value.billing_mode, value.throughput, value.warm_throughput, value.kms_key_arn, value.stream);
  }
  void operator()(TimeToLive& value) { all(value.status, value.attribute, value.changed, value.expiries, value.next_sweep); }
  void operator()(TimeToLive::Entry&) {}
  void operator()(ResourcePolicy& value) { all(value.text, value.revision); }
  void operator()(Meter& value) { all(value.level, value.counted, value.at); }
  void operator()(Meters& value) { all(value.read, value.write); }
  void operator()(Partition& value) {
    all(value.number, value.from, value.to, value.read_units, value.write_units, value.meters, value.split_planned);
  }
  void operator()(Work& value) { all(value.kind, value.region, value.subject, value.detail); }
  void operator()(DoneTransaction& value) { all(value.fingerprint, value.read_units); }
  void operator()(StreamRecord& value) {
    all(value.sequence, value.created, value.change, value.keys, value.old_image, value.new_image, value.by_service);
  }
  void operator()(Shard& value) {
    all(value.id, value.parent, value.partition, value.opened, value.closed, value.starting_sequence, value.ending_sequence, value.records,
        value.trimmed_through);
  }
  void operator()(Stream& value) {
    all(value.arn, value.label, value.region, value.table, value.table_id, value.view_type, value.keys, value.enabled, value.created,
        value.shards, value.trim_planned, value.policy);
  }
  void operator()(IndexKeySchema& value) { all(value.hash, value.range); }
  /// Without its entries: they follow from the table's items.
  void operator()(Index& value) {
    all(value.name, value.global, value.keys, value.projection, value.non_key_attributes, value.status, value.backfilling, value.throughput,
        value.pending_throughput, value.last_increase, value.last_decrease, value.decreases_today, value.on_demand_maximum,
        value.warm_throughput, value.partitions, value.meters);
  }
  void operator()(Table& value) {
    all(value.region, value.name, value.id, value.status, value.created, value.attribute_definitions, value.keys, value.billing_mode,
        value.has_billing_mode_summary, value.last_update_to_pay_per_request, value.throughput, value.last_increase, value.last_decrease,
        value.decreases_today, value.on_demand_maximum, value.warm_throughput, value.pending, value.deletion_protection, value.table_class,
        value.table_class_changes, value.on_demand_switches, value.kms_key_arn, value.time_to_live, value.tags, value.policy,
        value.stream_arn, value.stream_enabled, value.stream_view_type, value.partitions, value.last_partition_number, value.meters,
        value.items, value.indexes);
    if constexpr (Archive::reading) {
      for (Index& index : value.indexes) {
        if (index.is_filled()) fill(index, value.keys, value.items);
      }
    }
  }
  void operator()(State& value) {
    all(value.now, value.identifiers, value.tables, value.streams, value.schedule, value.planned, value.done_transactions, value.calls);
  }
};

}  // namespace

std::string checkpoint_of(const State& state) {
  Writer writer;
  writer.out() += kMagic;
  writer.integer(kVersion);
  State copy = state;
  Members<Writer>{writer}(copy);
  writer.integer(checksum(writer.out()));
  return std::move(writer.out());
}

bool read_checkpoint(std::string_view bytes, State& state) {
  constexpr std::size_t kChecksumSize = 8;
  if (bytes.size() < kMagic.size() + 2 * kChecksumSize || bytes.substr(0, kMagic.size()) != kMagic) return false;
  const std::string_view body = bytes.substr(0, bytes.size() - kChecksumSize);
  if (Reader(bytes.substr(body.size())).integer() != checksum(body)) return false;
  Reader reader(body.substr(kMagic.size()));
  if (reader.integer() != kVersion) return false;
  State read;
  Members<Reader>{reader}(read);
  if (!reader.done()) return false;
  state = std::move(read);
  return true;
}

}  // namespace shardbook
