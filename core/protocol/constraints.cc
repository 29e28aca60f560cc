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
      return std::to_string(*static_cast<const double*>(value));
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

class Checker {
 public:
  Checker(ValidationLayer layer, std::size_t most) : layer_(layer), most_(most) {}

  void check(const Shape& shape, const void* value, const std::string& path) {
    switch (shape.kind) {
      case Shape::Kind::string:
        return check_string(shape, *static_cast<const std::string*>(value), path);
      case Shape::Kind::integer:
      case Shape::Kind::long_integer:
        return check_range(shape, *static_cast<const std::int64_t*>(value), "have value ", value, path);
      case Shape::Kind::list:
      case Shape::Kind::map:
        return check_container(shape, value, path);
      case Shape::Kind::structure:
        return check_structure(shape, value, path);
      case Shape::Kind::attribute_map:
        return check_attribute_names(shape, value, path);
      case Shape::Kind::boolean:
      case Shape::Kind::timestamp:
      case Shape::Kind::attribute_value:
        return;
    }
  }

  Status result() const {
    if (count_ == 0) return {};
    const char* detected = count_ == 1 ? " validation error detected: " : " validation errors detected: ";
    return validation_exception(std::to_string(count_) + detected + entries_);
  }

  void check_member(const Member& member, const void* parent, const std::string& parent_path) {
    const void* value = member.get(parent);
    if (value == nullptr && !member.required) return;
    const std::string path = (parent_path.empty() ? "" : parent_path + ".") + lower_camel(member.name);
    if (value == nullptr) return add("null", path, "not be null");
    check(*member.shape, value, path);
  }

 private:
  void check_string(const Shape& shape, const std::string& text, const std::string& path) {
    if (shape.names_table && is_arn(text)) return check_bounds({}, kMostArn, utf16_length(text), "have length ", shape, &text, path);
    if (shape.length_first) check_range(shape, utf16_length(text), "have length ", &text, path);
    if (*shape.pattern != '\0' && (!has_pattern(text) || (text.empty() && layer_ == ValidationLayer::older))) {
      add("'" + text + "'", path, std::string("satisfy regular expression pattern: ") + shape.pattern);
    }
    if (shape.names_table && layer_ == ValidationLayer::newer) {
      return check_bounds(1, kMostArn, utf16_length(text), "have length ", shape, &text, path);
    }
    if (!shape.length_first) check_range(shape, utf16_length(text), "have length ", &text, path);
    if (*shape.values != '\0' && !is_listed(shape.values, text)) {
      add("'" + text + "'", path, std::string("satisfy enum value set: [") + shape.values + "]");
    }
  }

  void check_range(const Shape& shape, std::int64_t measure, const char* what, const void* value, const std::string& path) {
    check_bounds(shape.least, shape.most, measure, what, shape, value, path);
  }

  void check_bounds(std::optional<std::int64_t> least, std::optional<std::int64_t> most, std::int64_t measure, const char* what,
                    const Shape& shape, const void* value, const std::string& path) {
    const auto violated = [&](const char* relation, std::int64_t bound) {
      add("'" + printed(shape, value) + "'", path, what + (relation + std::to_string(bound)));
    };
    if (least && measure < *least) violated("greater than or equal to ", *least);
    if (most && measure > *most) violated("less than or equal to ", *most);
  }

  void check_container(const Shape& shape, const void* value, const std::string& path) {
    const std::size_t size = shape.container.size(value);
    if (shape.names_table) check_map_keys(shape, value, path);
    if (shape.kind == Shape::Kind::map && shape.parameterized) check_map_values(shape, value, path);
    check_range(shape, static_cast<std::int64_t>(size), "have length ", value, path);
    for (std::size_t i = 0; i < size; ++i) {
      const std::string step = shape.kind == Shape::Kind::map ? std::string(shape.container.key_at(value, i)) : std::to_string(i + 1);
      check(*shape.element, shape.container.at(value, i), path + "." + step + ".member");
    }
  }

  /// Checks keys that are table names.
  void check_map_keys(const Shape& shape, const void* value, const std::string& path) {
    const std::size_t least = layer_ == ValidationLayer::older ? 3 : 1;
    for (std::size_t i = 0; i < shape.container.size(value); ++i) {
      const std::string_view key = shape.container.key_at(value, i);
      if (is_arn(key) || (key.size() >= least && key.size() <= 255 && has_pattern(key))) continue;
      return add("'" + printed(shape, value) + "'", path,
                 "satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to "
                 "3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]",
                 "Map keys must ");
    }
  }

  /// BatchWriteItem's lists of requests are checked as values of the map that contains them.
  void check_map_values(const Shape& shape, const void* value, const std::string& path) {
    for (std::size_t i = 0; i < shape.container.size(value); ++i) {
      const std::size_t size = shape.element->container.size(shape.container.at(value, i));
      if (size >= 1 && size <= 25) continue;
      if (count_ == most_) return;  // avoids printing the map for each of its values
      add("'" + printed(shape, value) + "'", path,
          "satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]",
          "Map value must ");
    }
  }

  /// Lengths are in bytes.
  void check_attribute_names(const Shape& shape, const void* value, const std::string& path) {
    if (!shape.most) return;
    for (const Attribute& attribute : static_cast<const ReadAttributes*>(value)->attributes) {
      if (attribute.name.size() <= static_cast<std::size_t>(*shape.most)) continue;
      return add("'" + printed(shape, value) + "'", path,
                 "satisfy constraint: [Member must have length less than or equal to " + std::to_string(*shape.most) + "]",
                 "Map keys must ");
    }
  }

  void check_structure(const Shape& shape, const void* value, const std::string& path) {
    for (const Member& member : shape.members) check_member(member, value, path);
  }

  void add(const std::string& value, const std::string& path, const std::string& constraint, const char* subject = "Member must ") {
    if (count_ == most_) return;
    if (count_++ > 0) entries_ += "; ";
    entries_ += "Value " + value + " at '" + path + "' failed to satisfy constraint: " + subject + constraint;
  }

  ValidationLayer layer_;
  std::size_t most_;
  std::size_t count_ = 0;
  std::string entries_;
};

}  // namespace

Status check_constraints(const Shape& shape, ValidationLayer layer, const void* input) {
  const bool newer = layer == ValidationLayer::newer;
  if (newer && shape.table_name_first) {
    Checker name(layer, kMostEntries);
    name.check_member(*shape.members.begin(), input, "");
    RETURN_IF_ERROR(name.result());
  }
  Checker checker(layer, newer ? shape.most_faults : kMostEntries);
  checker.check(shape, input, "");
  return checker.result();
}

}  // namespace shardbook
