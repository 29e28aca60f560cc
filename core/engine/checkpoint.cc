#include "engine/checkpoint.h"

#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/soundness.h"
#include "value/fnv1a.h"
#include "value/utf8.h"

namespace shardbook {

namespace {

constexpr std::string_view kMagic = "SHARDBOOK";
constexpr std::uint64_t kVersion = 7;

/// How much is written or read at a time.
constexpr std::size_t kPiece = std::size_t{1} << 20;

/// Beyond any time or count, and exact as a double.
constexpr std::int64_t kMostInteger = std::int64_t{1} << 53;

// Each struct of the state lists its members in `archive`, for both writing and reading: a Writer or a Reader visits them. The checksum
// detects truncated or damaged files; it is no protection against tampering.

class Writer {
 public:
  static constexpr bool reading = false;

  explicit Writer(ByteSink& sink) : sink_(sink) {}

  void raw(std::string_view bytes) {
    checksum_.add(bytes);
    piece_ += bytes;
    if (piece_.size() >= kPiece) flush();
  }
  void bytes(std::string_view value) {
    integer(value.size());
    raw(value);
  }
  template <class Integer>
  void integer(const Integer& value) {
    auto rest = static_cast<std::uint64_t>(value);
    char bytes[8];
    for (char& byte : bytes) {
      byte = static_cast<char>(rest & 0xff);
      rest >>= 8;
    }
    raw({bytes, sizeof bytes});
  }
  void finish() {
    integer(checksum_.value());
    flush();
  }

 private:
  void flush() {
    sink_.write(piece_);
    piece_.clear();
  }

  ByteSink& sink_;
  std::string piece_;
  Fnv1a checksum_;
};

/// Whatever the input, it only asks for as much memory as there is input. Once it has failed, it reads zeros and empty strings.
class Reader {
 public:
  static constexpr bool reading = true;

  explicit Reader(ByteSource& source) : source_(source) {}

  /// Valid until the next call.
  std::string_view raw(std::uint64_t size) {
    if (!fill(size)) return {};
    const std::string_view value(piece_.data() + at_, static_cast<std::size_t>(size));
    at_ += value.size();
    checksum_.add(value);
    return value;
  }
  std::string_view bytes() { return raw(integer()); }
  std::uint64_t integer() {
    const std::string_view bytes = raw(8);
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
  }
  void fail() { failed_ = true; }
  bool failed() const { return failed_; }

  /// Returns whether all was read and the checksum fits.
  bool finish() {
    const std::uint64_t expected = checksum_.value();
    return integer() == expected && !failed_ && !fill(1);
  }

 private:
  /// Returns whether `size` bytes are at hand.
  bool fill(std::uint64_t size) {
    while (!failed_ && piece_.size() - at_ < size) {
      piece_.erase(0, std::exchange(at_, 0));
      const std::size_t present = piece_.size();
      piece_.resize(present + kPiece);
      const std::size_t count = source_.read(piece_.data() + present, kPiece);
      piece_.resize(present + count);
      if (count == 0) failed_ = true;
    }
    return !failed_;
  }

  ByteSource& source_;
  std::string piece_;
  std::size_t at_ = 0;
  Fnv1a checksum_;
  bool failed_ = false;
};

template <class Archive>
class Members {
 public:
  explicit Members(Archive& archive) : io(archive) {}

  template <class T, std::enable_if_t<std::is_integral_v<T>, int> = 0>
  void operator()(T& value) {
    if constexpr (Archive::reading) {
      const std::uint64_t read = io.integer();
      value = static_cast<T>(read);
      if (static_cast<std::uint64_t>(value) != read) io.fail();
      if constexpr (std::is_same_v<T, std::int64_t>) {
        if (value > kMostInteger || value < 0) io.fail();  // no time or count is negative
      }
    } else {
      io.integer(value);
    }
  }

  /// For what may be below zero.
  void signed_integer(std::int64_t& value) {
    auto bits = static_cast<std::uint64_t>(value);
    (*this)(bits);
    if constexpr (Archive::reading) {
      value = static_cast<std::int64_t>(bits);
      if (value > kMostInteger || value < -kMostInteger) io.fail();
    }
  }

  template <class T, std::enable_if_t<std::is_enum_v<T>, int> = 0>
  void operator()(T& value) {
    auto number = static_cast<std::uint64_t>(value);
    (*this)(number);
    if constexpr (Archive::reading) {
      if (number > static_cast<std::uint64_t>(last_of(value))) io.fail();
      value = static_cast<T>(io.failed() ? 0 : number);
    }
  }

  void operator()(double& value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    (*this)(bits);
    std::memcpy(&value, &bits, sizeof bits);
    if constexpr (Archive::reading) {
      if (!(std::fabs(value) <= static_cast<double>(kMostInteger))) io.fail();
    }
  }

  void operator()(std::string& value) {
    if constexpr (Archive::reading) {
      value = io.bytes();
      if (!is_utf8(value)) io.fail();
    } else {
      io.bytes(value);
    }
  }

  void operator()(Item& item) {
    if constexpr (Archive::reading) {
      const std::string json(io.bytes());
      const std::optional<Item> read = json.empty() ? Item() : item_from_json(json);
      if (!read) return io.fail();
      item = *read;
    } else {
      io.bytes(item.exists() ? item.json() : std::string_view());
    }
  }

  void operator()(NoValue&) {}

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
      for (std::uint64_t left = io.integer(); left > 0 && !io.failed(); --left) (*this)(values.emplace_back());
    } else {
      io.integer(values.size());
      for (T& value : values) (*this)(value);
    }
  }

  template <class T>
  void operator()(std::map<std::string, T>& values) {
    if constexpr (Archive::reading) {
      values.clear();
      for (std::uint64_t left = io.integer(); left > 0 && !io.failed(); --left) {
        const std::string key(io.bytes());
        (*this)(values[key]);
      }
    } else {
      io.integer(values.size());
      for (auto& [key, value] : values) {
        io.bytes(key);
        (*this)(value);
      }
    }
  }

  template <class T>
  void operator()(Tree<T>& tree) {
    if constexpr (Archive::reading) {
      tree = Tree<T>();
      std::string last;
      for (std::uint64_t left = io.integer(); left > 0 && !io.failed(); --left) {
        const std::string key(io.bytes());
        if (!tree.empty() && key <= last) return io.fail();
        typename Tree<T>::Stored value;
        (*this)(value);
        if constexpr (std::is_same_v<T, Item>) {
          if (!value.exists()) io.fail();
        }
        if (io.failed()) return;
        tree.put(key, value);
        last = key;
      }
    } else {
      io.integer(tree.size());
      for (auto entry = tree.first(); entry.valid(); entry.next()) {
        io.bytes(entry.key());
        typename Tree<T>::Stored value = entry.stored();
        (*this)(value);  // a Writer does not modify it
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
    (*this)(value.first, value.second);
  }

  template <class... Ts>
  void operator()(std::variant<Ts...>& value) {
    auto kind = static_cast<std::uint64_t>(value.index());
    (*this)(kind);
    if constexpr (Archive::reading) {
      if (kind >= sizeof...(Ts)) return io.fail();
      emplace(value, kind, std::index_sequence_for<Ts...>());
    }
    std::visit(*this, value);
  }

  template <class T>
  void operator()(T& value) requires requires(Members members) {
    value.archive(members);
  }
  { value.archive(*this); }

  template <class First, class Second, class... Rest>
  void operator()(First& first, Second& second, Rest&... rest) {
    (*this)(first);
    (*this)(second, rest...);
  }

 private:
  template <class Variant, std::size_t... Kinds>
  void emplace(Variant& value, std::uint64_t kind, std::index_sequence<Kinds...>) {
    (void)((kind == Kinds && (value.template emplace<Kinds>(), true)) || ...);
  }

  Archive& io;
};

/// Rebuilds what a checkpoint leaves out.
void fill_indexes(State& state) {
  std::vector<std::string> keys;
  for (auto table = state.tables.first(); table.valid(); table.next()) keys.emplace_back(table.key());
  for (const std::string& key : keys) {
    Table& table = *state.tables.edit(key);
    for (Index& index : table.indexes) {
      if (index.is_filled()) fill(index, table.keys, table.items);
    }
  }
}

}  // namespace

void write_checkpoint(const State& state, ByteSink& sink) {
  Writer writer(sink);
  writer.raw(kMagic);
  writer.integer(kVersion);
  State copy = state;
  Members<Writer>{writer}(copy);
  writer.finish();
}

bool read_checkpoint(ByteSource& source, State& state) {
  Reader reader(source);
  if (reader.raw(kMagic.size()) != kMagic || reader.integer() != kVersion) return false;
  State read;
  Members<Reader>{reader}(read);
  if (!reader.finish() || !is_sound(read)) return false;
  fill_indexes(read);
  state = std::move(read);
  return true;
}

}  // namespace shardbook
