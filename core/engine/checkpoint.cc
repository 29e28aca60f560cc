#include "engine/checkpoint.h"

#include <cstring>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "value/attribute_json.h"
#include "value/fnv1a.h"

namespace shardbook {

namespace {

constexpr std::string_view kMagic = "SHARDBOOK";
constexpr std::uint64_t kVersion = 6;

/// Detects truncated or damaged files; no protection against tampering.
std::uint64_t checksum(std::string_view bytes) {
  Fnv1a hash;
  hash.add(bytes);
  return hash.value();
}

// Each struct of the state lists its members in `archive`, for both writing and reading: a Writer or a Reader visits them.

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
  /// Reads the number of elements that follow, which cannot exceed the bytes left.
  std::size_t count() {
    const std::uint64_t count = integer();
    if (count > in_.size()) failed_ = true;
    return failed_ ? 0 : static_cast<std::size_t>(count);
  }
  void fail() { failed_ = true; }
  bool done() const { return !failed_ && in_.empty(); }

 private:
  std::string_view in_;
  bool failed_ = false;
};

template <class Archive>
class Members {
 public:
  explicit Members(Archive& archive) : io(archive) {}

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
      for (std::size_t left = io.count(); left > 0; --left) (*this)(values.emplace_back());
    } else {
      io.integer(values.size());
      for (T& value : values) (*this)(value);
    }
  }

  template <class T>
  void operator()(std::map<std::string, T>& values) {
    if constexpr (Archive::reading) {
      values.clear();
      for (std::size_t left = io.count(); left > 0; --left) {
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
      for (std::size_t left = io.count(); left > 0; --left) {
        const std::string key(io.bytes());
        typename Tree<T>::Stored value;
        (*this)(value);
        tree.put(key, value);
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
      if (kind >= sizeof...(Ts)) io.fail();
      emplace(value, kind, std::index_sequence_for<Ts...>());
    }
    std::visit(*this, value);
  }

  template <class T>
  void operator()(T& value) requires requires(Members members) {
    value.archive(members);
  }
  { value.archive(*this); }

  void operator()(Table& table) {
    table.archive(*this);
    if constexpr (Archive::reading) {
      for (Index& index : table.indexes) {
        if (index.is_filled()) fill(index, table.keys, table.items);
      }
    }
  }

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
