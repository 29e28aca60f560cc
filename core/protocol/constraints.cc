#include "protocol/constraints.h"

#include <cctype>
#include <cstdint>

namespace shardbook {

namespace {

constexpr std::size_t kMostEntries = 10;
constexpr std::int64_t kMostArn = 1024;

std::string lower_camel(std::string_view name) {
  std::string out(name);
  if (!out.empty()) out[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(out[0])));
  return out;
}

// The service prints an object's address; this stands in for all of them.
constexpr const char* kSomeValue = "com.amazonaws.dynamodb.v20120810.AttributeValue@0";

std::string printed_attributes(const AttributeMap& attributes) {
  std::string out = "{";
  for (const Attribute& attribute : attributes) out += (out.size() > 1 ? ", " : "") + attribute.name + "=" + kSomeValue;
  return out += '}';
}

/// Formats the service's own structures as Java's toString does.
std::string printed(const Shape& shape, const void* value);

std::string printed_container(const Shape& shape, const void* value) {
  const bool is_map = shape.kind == Shape::Kind::map;
  std::string out = is_map ? "{" : "[";
  for (std::size_t i = 0; i < shape.container.size(value); ++i) {
    if (i > 0) out += ", ";
    if (is_map) out.append(shape.container.key_at(value, i)).append("=");
    out += printed(*shape.element, shape.container.at(value, i));
  }
  return out += is_map ? '}' : ']';
}

std::string printed_structure(const Shape& shape, const void* value) {
  std::string out = std::string(shape.name) + "(";
  bool first = true;
  for (const Member& member : shape.members) {
    if (!std::exchange(first, false)) out += ", ";
    const void* inner = member.get(value);
    out += lower_camel(member.name) + "=" + (inner == nullptr ? "null" : printed(*member.shape, inner));
  }
  return out += ')';
}

std::string printed(const Shape& shape, const void* value) {
  switch (shape.kind) {
    case Shape::Kind::string:
      return *static_cast<const std::string*>(value);
    case Shape::Kind::boolean:
      return *static_cast<const bool*>(value) ? "true" : "false";
    case Shape::Kind::integer:
    case Shape::Kind::long_integer:
      return std::to_string(*static_cast<const std::int64_t*>(value));
    case Shape::Kind::timestamp:
      break;  // has no constraints, and is in no structure
    case Shape::Kind::list:
    case Shape::Kind::map:
      return printed_container(shape, value);
    case Shape::Kind::structure:
      return printed_structure(shape, value);
    case Shape::Kind::attribute_map:
      return printed_attributes(static_cast<const ReadAttributes*>(value)->attributes);
    case Shape::Kind::attribute_value:
      return kSomeValue;
  }
  return "";
}

bool has_pattern(std::string_view text) {
  for (char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_' && c != '.' && c != '-') return false;
  }
  return true;
}

bool is_listed(std::string_view values, std::string_view value) {
  while (!values.empty()) {
    const std::size_t comma = values.find(", ");
    if (values.substr(0, comma) == value) return true;
    if (comma == std::string_view::npos) return false;
    values.remove_prefix(comma + 2);
  }
  return false;
}

/// Returns the length in UTF-16 units, as the service counts characters.
std::int64_t utf16_length(std::string_view text) {
  std::int64_t units = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

bool is_arn(std::string_view text) { return text.substr(0, 4) == "arn:"; }

/// The place of a value: a member of what is at `parent`, or a step into its elements.
struct Place {
  const Place* parent;
  std::string_view step;
  bool is_member;
};

/// Returns "requestItems.books.member.keys", or "RequestItems.books.member.Keys" as the API spells it.
std::string path_to(const Place& place, bool as_in_api) {
  const std::string parent = place.parent == nullptr ? std::string() : path_to(*place.parent, as_in_api) + ".";
  if (!place.is_member) return parent + std::string(place.step) + ".member";
  return parent + (as_in_api ? std::string(place.step) : lower_camel(place.step));
}

class Checker {
 public:
  explicit Checker(std::size_t most) : most_(most) {}

  void check_members(const MemberTable& members, const void* parent, const Place* place) {
    for (const Member& member : members) check_member(member, parent, place);
  }

  Status result() const {
    if (count_ == 0) return {};
    if (uncounted_) return validation_exception(entries_);
    const char* detected = count_ == 1 ? " validation error detected: " : " validation errors detected: ";
    return validation_exception(std::to_string(count_) + detected + entries_);
  }

 private:
  void check_member(const Member& member, const void* parent, const Place* parent_place) {
    const void* value = member.get(parent);
    if (value == nullptr && member.presence == Presence::optional) return;
    const Place place{parent_place, member.name, true};
    if (value == nullptr) return add("null", place, "Member must not be null");
    check(*member.shape, value, place);
  }

  void check(const Shape& shape, const void* value, const Place& place) {
    switch (shape.kind) {
      case Shape::Kind::string:
        return check_string(shape, *static_cast<const std::string*>(value), place);
      case Shape::Kind::integer:
      case Shape::Kind::long_integer:
        check_bounds(shape, *static_cast<const std::int64_t*>(value), "have value ", value, place);
        return;
      case Shape::Kind::list:
      case Shape::Kind::map:
        return check_container(shape, value, place);
      case Shape::Kind::structure:
        return check_members(shape.members, value, &place);
      case Shape::Kind::attribute_map:
        return check_attribute_names(shape, value, place);
      case Shape::Kind::boolean:
      case Shape::Kind::timestamp:
      case Shape::Kind::attribute_value:
        return;
    }
  }

  void check_string(const Shape& shape, const std::string& text, const Place& place) {
    const std::int64_t length = utf16_length(text);
    if (shape.names_table && is_arn(text)) return check_arn(length, text, place);
    const bool unfit = *shape.pattern != '\0' && (text.empty() || !has_pattern(text));
    if (unfit && shape.name_faults == NameFaults::pattern_first) add_pattern(shape, text, place);
    const bool in_bounds = check_bounds(shape, length, "have length ", &text, place);
    if (unfit && (shape.name_faults == NameFaults::length_first || (shape.name_faults == NameFaults::first_only && in_bounds))) {
      add_pattern(shape, text, place);
    }
    const bool unlisted = *shape.values != '\0' && !is_listed(shape.values, text);
    if (unlisted || is_listed(shape.refused_values, text)) add_refusal(shape, text, place);
  }

  void check_arn(std::int64_t length, const std::string& text, const Place& place) {
    if (length <= kMostArn) return;
    add("'" + text + "'", place, "Member must have length less than or equal to " + std::to_string(kMostArn));
  }

  void add_pattern(const Shape& shape, const std::string& text, const Place& place) {
    add("'" + text + "'", place, std::string("Member must satisfy regular expression pattern: ") + shape.pattern);
  }

  void add_refusal(const Shape& shape, const std::string& text, const Place& place) {
    if (count_ == 0) uncounted_ = shape.uncounted;
    if (*shape.refusal != '\0') return add(shape.refusal);
    add("'" + text + "'", place, std::string("Member must satisfy enum value set: [") + shape.values + "]");
  }

  /// Returns whether `measure` is within the bounds; adds at most one fault.
  bool check_bounds(const Shape& shape, std::int64_t measure, const char* what, const void* value, const Place& place) {
    std::string bound;
    if (shape.least && measure < *shape.least) bound = "greater than or equal to " + std::to_string(*shape.least);
    if (shape.most && measure > *shape.most) bound = "less than or equal to " + std::to_string(*shape.most);
    if (bound.empty()) return true;
    if (shape.valueless) {
      add(fault_at("", path_to(place, true), std::string("Member must ") + what + bound));
    } else {
      add("'" + printed(shape, value) + "'", place, std::string("Member must ") + what + bound);
    }
    return false;
  }

  void check_container(const Shape& shape, const void* value, const Place& place) {
    const std::size_t size = shape.container.size(value);
    if (shape.names_table) check_map_keys(shape, value, place);
    if (shape.kind == Shape::Kind::map && shape.parameterized) check_map_values(shape, value, place);
    check_bounds(shape, static_cast<std::int64_t>(size), "have length ", value, place);
    for (std::size_t i = 0; i < size; ++i) {
      const std::string number = shape.kind == Shape::Kind::map ? std::string() : std::to_string(i + 1);
      const std::string_view step = shape.kind == Shape::Kind::map ? shape.container.key_at(value, i) : std::string_view(number);
      check(*shape.element, shape.container.at(value, i), {&place, step, false});
    }
  }

  /// Checks keys that are table names.
  void check_map_keys(const Shape& shape, const void* value, const Place& place) {
    for (std::size_t i = 0; i < shape.container.size(value); ++i) {
      const std::string_view key = shape.container.key_at(value, i);
      if (is_arn(key) || (key.size() >= 3 && key.size() <= 255 && has_pattern(key))) continue;
      return add("'" + printed(shape, value) + "'", place,
                 "Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater "
                 "than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]");
    }
  }

  /// BatchWriteItem's lists of requests are checked as values of the map that contains them.
  void check_map_values(const Shape& shape, const void* value, const Place& place) {
    for (std::size_t i = 0; i < shape.container.size(value); ++i) {
      const std::size_t size = shape.element->container.size(shape.container.at(value, i));
      if (size >= 1 && size <= 25) continue;
      if (count_ == most_) return;  // avoids printing the map for each of its values
      add("'" + printed(shape, value) + "'", place,
          "Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or "
          "equal to 1]");
    }
  }

  /// Lengths are in bytes.
  void check_attribute_names(const Shape& shape, const void* value, const Place& place) {
    if (!shape.most) return;
    for (const Attribute& attribute : static_cast<const ReadAttributes*>(value)->attributes) {
      if (attribute.name.size() <= static_cast<std::size_t>(*shape.most)) continue;
      return add("'" + printed(shape, value) + "'", place,
                 "Map keys must satisfy constraint: [Member must have length less than or equal to " + std::to_string(*shape.most) + "]");
    }
  }

  static std::string fault_at(const std::string& value, const std::string& path, const std::string& constraint) {
    return "Value" + value + " at '" + path + "' failed to satisfy constraint: " + constraint;
  }

  void add(const std::string& value, const Place& place, const std::string& constraint) {
    if (count_ < most_) add(fault_at(" " + value, path_to(place, false), constraint));
  }

  void add(const std::string& entry) {
    if (count_ == most_) return;
    if (count_++ > 0) entries_ += "; ";
    entries_ += entry;
  }

  std::size_t most_;
  std::size_t count_ = 0;
  bool uncounted_ = false;
  std::string entries_;
};

Status check_round(const MemberTable& members, std::size_t most_faults, const void* input) {
  Checker checker(most_faults);
  checker.check_members(members, input, nullptr);
  return checker.result();
}

}  // namespace

Status check_constraints(const Shape& shape, ValidationLayer layer, const void* input) {
  if (layer == ValidationLayer::older || shape.rounds.count == 0) return check_round(shape.members, kMostEntries, input);
  for (const Round& round : shape.rounds) RETURN_IF_ERROR(check_round(round.members, round.most_faults, input));
  return {};
}

}  // namespace shardbook
