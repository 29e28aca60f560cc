#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "value/number.h"

namespace shardbook {

enum class AttributeType : std::uint8_t { S, N, B, BOOL, NULL_, M, L, SS, NS, BS };
constexpr AttributeType last_of(AttributeType) { return AttributeType::BS; }

/// Returns the type's wire name: "S", "NULL", ...
std::string_view name_of(AttributeType type);

struct Attribute;

/// An attribute value of any of the ten types. Maps keep the order they arrived in; equality ignores it. Sets keep their members sorted:
/// strings and binaries by their bytes, numbers ascending.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
struct AttributeValue {
  struct Binary {
    std::string bytes;  // raw, not base64
  };
  struct Bool {
    bool value = false;
  };
  struct Null {};
  using Map = std::vector<Attribute>;
  using List = std::vector<AttributeValue>;
  struct StringSet {
    std::vector<std::string> members;
  };
  struct NumberSet {
    std::vector<Number> members;
  };
  struct BinarySet {
    std::vector<std::string> members;  // raw bytes
  };
  /// In the order of AttributeType.
  using Variant = std::variant<std::string, Number, Binary, Bool, Null, Map, List, StringSet, NumberSet, BinarySet>;

  Variant data;

  AttributeValue();
  template <class T>
  explicit AttributeValue(T value) : data(std::move(value)) {}

  AttributeType type() const { return static_cast<AttributeType>(data.index()); }

  // Return the alternative, or null if the value is of another type.
  const std::string* s() const { return std::get_if<std::string>(&data); }
  const Number* n() const { return std::get_if<Number>(&data); }
  const Binary* b() const { return std::get_if<Binary>(&data); }
  const Bool* boolean() const { return std::get_if<Bool>(&data); }
  const Map* m() const { return std::get_if<Map>(&data); }
  const List* l() const { return std::get_if<List>(&data); }
  const StringSet* ss() const { return std::get_if<StringSet>(&data); }
  const NumberSet* ns() const { return std::get_if<NumberSet>(&data); }
  const BinarySet* bs() const { return std::get_if<BinarySet>(&data); }
};

/// A name and its value: an attribute of an item or an entry of a map.
struct Attribute {
  std::string name;
  AttributeValue value;
};

using AttributeMap = AttributeValue::Map;

inline AttributeValue::AttributeValue() = default;

/// Returns the entry with that name, or null.
const AttributeValue* find_attribute(const AttributeMap& map, std::string_view name);

/// Sorts the members of a set, and leaves other types alone. Whoever fills a set must call it.
void sort_members(AttributeValue& set);

/// Deep equality: compares numbers by value and ignores order in maps. Values of different types are never equal.
bool operator==(const AttributeValue& a, const AttributeValue& b);
inline bool operator!=(const AttributeValue& a, const AttributeValue& b) { return !(a == b); }
bool equal_maps(const AttributeMap& a, const AttributeMap& b);

/// Three-way comparison of two S, two N or two B: strings by UTF-8 bytes, binaries by unsigned bytes.
int compare_scalars(const AttributeValue& a, const AttributeValue& b);

/// Returns the bytes counted toward the item size, without the attribute's name.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
std::uint32_t size_of(const AttributeValue& value);
/// Includes the names.
std::uint32_t size_of(const AttributeMap& map);

/// Returns the nesting depth: 1 for a scalar or set, 1 + the deepest element for a list or map.
int depth_of(const AttributeValue& value);

}  // namespace shardbook
