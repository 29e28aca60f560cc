#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "error/error.h"
#include "protocol/repeated_names.h"
#include "value/attribute_value.h"

namespace shardbook {

/// Declared shapes: what requests may contain, member by member, following the service's model. A shape is a table that drives both reading
/// (read_request.h) and constraint checks (constraints.h). Inputs are structs in which every member is optional, since absent differs from
/// empty.

/// A map in the order sent.
template <class T>
using OrderedMap = std::vector<std::pair<std::string, T>>;
using NameMap = OrderedMap<std::string>;

/// An attribute value as read, with its first fault. The operation decides when to report it.
struct ReadValue {
  AttributeValue value;
  std::optional<Error> fault;
};

/// An item, a key or a set of expression values, as read.
struct ReadAttributes {
  AttributeMap attributes;
  /// The first fault, and the attribute (or placeholder) it is in.
  std::optional<Error> fault;
  std::string fault_at;
};

struct Shape;

/// Whether a structure requires a member. In the newer layer, a request without an `older_layer` member goes to the older layer, which
/// requires it.
enum class Presence : std::uint8_t { optional, required, older_layer };

/// A structure member, bound to a std::optional in the input struct.
struct Member {
  std::string_view name;
  const Shape* shape;
  Presence presence;
  void* (*emplace)(void* parent);
  void (*reset)(void* parent);
  const void* (*get)(const void* parent);  // null if absent
};

struct MemberTable {
  const Member* members = nullptr;
  std::size_t count = 0;
  const Member* begin() const { return members; }
  const Member* end() const { return members + count; }
};

/// How to fill and traverse a std::vector<T> or an OrderedMap<T>.
struct Container {
  void* (*add)(void* container, std::string_view key);  // lists ignore the key
  void (*close)(void* map);                             // called once all is added: the last of equal keys wins
  std::size_t (*size)(const void* container);
  const void* (*at)(const void* container, std::size_t index);
  std::string_view (*key_at)(const void* container, std::size_t index);  // maps only
};

/// Members of a request that the newer layer checks together. It reports the faults of the first round that has any.
struct Round {
  MemberTable members;
  std::size_t most_faults = 10;
};

struct RoundTable {
  const Round* rounds = nullptr;
  std::size_t count = 0;
  const Round* begin() const { return rounds; }
  const Round* end() const { return rounds + count; }
};

/// Which faults are reported if a name violates several constraints. `first_only` checks the length first.
enum class NameFaults : std::uint8_t { pattern_first, length_first, first_only };

struct Shape {
  enum class Kind : std::uint8_t {
    string,
    boolean,
    integer,
    long_integer,
    timestamp,
    list,
    map,
    structure,
    attribute_value,
    attribute_map
  };

  Kind kind = Kind::string;
  /// For structures: the name in the service's model.
  const char* name = "";
  /// For strings and containers: length. For integers: value. For attribute maps: length of names.
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  /// Empty, or the printed form of a pattern that allows only [a-zA-Z0-9_.-].
  const char* pattern = "";
  /// Allowed values in the order the service prints them, separated by ", ".
  const char* values = "";
  MemberTable members;
  const Shape* element = nullptr;
  Container container{};
  /// Elements of the wrong type are reported with different messages here.
  bool parameterized = false;
  /// For strings: a table name or ARN. For maps: the keys are.
  bool names_table = false;
  /// For attribute values and maps of them: how many levels a value may have.
  int deepest = 32;
  /// For strings with a length and a pattern.
  NameFaults name_faults = NameFaults::pattern_first;
  /// For strings: values that are refused here although other members accept them.
  const char* refused_values = "";
  /// The complete message for a value that is not listed or is refused. If empty, it is reported like any other constraint.
  const char* refusal = "";
  /// Bounds are reported without the value, and with the member's name as in the API: "Value at 'Limit' failed to satisfy ...".
  bool valueless = false;
  /// Reported without "1 validation error detected: ". Only for rounds that report at most one fault.
  bool uncounted = false;
  /// For structures: the absence of some member hands the request over to the older layer.
  bool leaves_to_older = false;
  /// For requests: how the newer layer checks them. If empty, the same way as the older one.
  RoundTable rounds;
};

namespace shape {

template <class>
struct MemberOf;
template <class S, class T>
struct MemberOf<std::optional<T> S::*> {
  using Parent = S;
};

template <auto Pointer>
constexpr Member member(std::string_view name, const Shape& shape, Presence presence = Presence::optional) {
  using S = typename MemberOf<decltype(Pointer)>::Parent;
  return Member{
      name,
      &shape,
      presence,
      [](void* parent) -> void* { return &(static_cast<S*>(parent)->*Pointer).emplace(); },
      [](void* parent) { (static_cast<S*>(parent)->*Pointer).reset(); },
      [](const void* parent) -> const void* {
        const auto& value = static_cast<const S*>(parent)->*Pointer;
        return value ? &*value : nullptr;
      },
  };
}

template <auto Pointer>
constexpr Member required(std::string_view name, const Shape& shape) {
  return member<Pointer>(name, shape, Presence::required);
}

template <auto Pointer>
constexpr Member older_layer_without(std::string_view name, const Shape& shape) {
  return member<Pointer>(name, shape, Presence::older_layer);
}

constexpr Shape string(std::optional<std::int64_t> least = {}, std::optional<std::int64_t> most = {}, const char* pattern = "") {
  Shape out;
  out.least = least;
  out.most = most;
  out.pattern = pattern;
  return out;
}

constexpr Shape table_name() {
  Shape out = string(3, 255, "[a-zA-Z0-9_.-]+");
  out.names_table = true;
  return out;
}

/// Table operations report the length of their TableName before its pattern.
constexpr Shape length_first(Shape name) {
  name.name_faults = NameFaults::length_first;
  return name;
}

/// The newer layer reports only the first fault of a name, checking the length first.
constexpr Shape first_only(Shape name) {
  name.name_faults = NameFaults::first_only;
  return name;
}

constexpr Shape one_of(const char* values) {
  Shape out;
  out.values = values;
  return out;
}

/// Values that are not listed are refused with this message.
constexpr Shape one_of(const char* values, const char* refusal) {
  Shape out = one_of(values);
  out.refusal = refusal;
  return out;
}

/// The listed values are refused with this message.
constexpr Shape none_of(const char* values, const char* refusal) {
  Shape out;
  out.refused_values = values;
  out.refusal = refusal;
  return out;
}

constexpr Shape scalar(Shape::Kind kind, std::optional<std::int64_t> least = {}, std::optional<std::int64_t> most = {}) {
  Shape out;
  out.kind = kind;
  out.least = least;
  out.most = most;
  return out;
}

template <std::size_t Count>
constexpr Shape structure(const char* name, const Member (&members)[Count]) {
  Shape out;
  out.kind = Shape::Kind::structure;
  out.name = name;
  out.members = {members, Count};
  for (const Member& member : members) out.leaves_to_older = out.leaves_to_older || member.presence == Presence::older_layer;
  return out;
}

constexpr Shape valueless(Shape shape) {
  shape.valueless = true;
  return shape;
}

constexpr Shape uncounted(Shape shape) {
  shape.uncounted = true;
  return shape;
}

/// A member checked in a round, against its own shape unless another is given.
struct Pick {
  constexpr Pick(const char* member) : name(member) {}
  constexpr Pick(const char* member, const Shape* other) : name(member), shape(other), has_shape(true) {}

  std::string_view name;
  const Shape* shape = nullptr;
  bool has_shape = false;  // under UBSan g++ 12 takes no address for a constant that can be compared with null
};

template <std::size_t Count, std::size_t Picked>
constexpr auto pick(const Member (&members)[Count], const Pick (&picks)[Picked]) {
  struct {
    Member list[Picked];
  } out{};
  for (std::size_t i = 0; i < Picked; ++i) {
    const Member* found = nullptr;
    for (const Member& member : members) found = member.name == picks[i].name ? &member : found;
    out.list[i] = *found;
    if (picks[i].has_shape) out.list[i].shape = picks[i].shape;
  }
  return out;
}

template <std::size_t Count>
constexpr Round round(const Member (&members)[Count], std::size_t most_faults = 10) {
  return {{members, Count}, most_faults};
}

template <std::size_t Count>
constexpr Shape with_rounds(const Round (&rounds)[Count], Shape request) {
  request.rounds = {rounds, Count};
  return request;
}

/// For requests without members.
constexpr Shape empty_structure(const char* name) {
  Shape out;
  out.kind = Shape::Kind::structure;
  out.name = name;
  return out;
}

template <class T>
constexpr Shape list(const Shape& element, std::optional<std::int64_t> least = {}, std::optional<std::int64_t> most = {}) {
  using Vector = std::vector<T>;
  Shape out;
  out.kind = Shape::Kind::list;
  out.least = least;
  out.most = most;
  out.element = &element;
  out.container = {
      [](void* list, std::string_view) -> void* { return &static_cast<Vector*>(list)->emplace_back(); },
      nullptr,
      [](const void* list) { return static_cast<const Vector*>(list)->size(); },
      [](const void* list, std::size_t index) -> const void* { return &(*static_cast<const Vector*>(list))[index]; },
      nullptr,
  };
  return out;
}

template <class T>
constexpr Shape map(const Shape& element, std::optional<std::int64_t> least = {}, std::optional<std::int64_t> most = {}) {
  using Map = OrderedMap<T>;
  Shape out;
  out.kind = Shape::Kind::map;
  out.least = least;
  out.most = most;
  out.element = &element;
  out.container = {
      [](void* map, std::string_view key) -> void* { return &static_cast<Map*>(map)->emplace_back(std::string(key), T()).second; },
      [](void* map) { drop_repeated(*static_cast<Map*>(map), [](const auto& entry) -> std::string_view { return entry.first; }); },
      [](const void* map) { return static_cast<const Map*>(map)->size(); },
      [](const void* map, std::size_t index) -> const void* { return &(*static_cast<const Map*>(map))[index].second; },
      [](const void* map, std::size_t index) { return std::string_view((*static_cast<const Map*>(map))[index].first); },
  };
  return out;
}

}  // namespace shape

}  // namespace shardbook
