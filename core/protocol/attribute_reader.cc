#include "protocol/attribute_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <set>
#include <span>

#include "expression/attribute_name.h"
#include "protocol/repeated_names.h"
#include "protocol/serialization_faults.h"
#include "value/base64.h"
#include "value/heap_sort.h"

namespace shardbook {

namespace {

// From this level on, the newer layer does not count nesting errors.
constexpr int kFirstUncounted = 64;

std::optional<AttributeType> type_named(std::string_view name) {
  for (int i = 0; i < 10; ++i) {
    const auto type = static_cast<AttributeType>(i);
    if (name_of(type) == name) return type;
  }
  return std::nullopt;
}

unsigned bit_of(AttributeType type) { return 1U << static_cast<unsigned>(type); }
bool is_set(AttributeType type) { return type == AttributeType::SS || type == AttributeType::NS || type == AttributeType::BS; }
bool is_binary(AttributeType type) { return type == AttributeType::B || type == AttributeType::BS; }

Error invalid(const std::string& text, Cause cause) {
  return validation_exception("One or more parameter values were invalid: " + text, cause);
}

std::string message_of(Number::Fault fault, std::string_view text, ValidationLayer layer) {
  const std::string not_numeric = "The parameter cannot be converted to a numeric value";
  switch (fault) {
    case Number::Fault::empty:
      return layer == ValidationLayer::older ? not_numeric : not_numeric + ": ";
    case Number::Fault::malformed:
      return not_numeric + ": " + std::string(text);
    case Number::Fault::overflow:
      return "Number overflow. Attempting to store a number with magnitude larger than supported range";
    case Number::Fault::underflow:
      return "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    case Number::Fault::precision:
      return "Attempting to store more than 38 significant digits in a Number";
  }
  return "";
}

Error null_member(AttributeType set) {
  const char* member = set == AttributeType::SS ? "string" : set == AttributeType::NS ? "number" : "binary";
  const char* article = set == AttributeType::BS ? "A " : "An ";
  return counted(invalid(std::string(article) + member + " set may not have a null " + member + " as a member", Cause::null_member));
}

/// Formats a set as the older layer does: [b, a, b, C].
std::string as_sent(const std::vector<std::string>& members, bool base64) {
  std::string out = "[";
  for (const std::string& member : members) {
    if (out.size() > 1) out += ", ";
    out += base64 ? to_base64(member) : member;
  }
  return out += ']';
}

/// Formats a set as the newer layer does: ["a", "b", "b", "C"] for b, a, b, C. Everything before the first duplicate is sorted.
std::string as_read(std::vector<std::string> members, bool base64) {
  std::set<std::string_view> seen;
  auto repetition = members.begin();
  while (repetition != members.end() && seen.insert(*repetition).second) ++repetition;
  seen.clear();
  auto distinct = std::span<std::string>(members).first(static_cast<std::size_t>(repetition - members.begin()));
  heap_sort(distinct, std::less<>());
  std::string out = "[";
  for (const std::string& member : members) out += (out.size() > 1 ? ", \"" : "\"") + (base64 ? to_base64(member) : member) + '"';
  return out += ']';
}

std::string printed(const std::vector<std::string>& members, bool base64, ValidationLayer layer) {
  return layer == ValidationLayer::older ? as_sent(members, base64) : as_read(members, base64);
}

template <class T>
bool has_duplicates(std::vector<T> members) {
  heap_sort(members, std::less<>());
  return std::adjacent_find(members.begin(), members.end()) != members.end();
}

AttributeValue empty_of(AttributeType type) {
  switch (type) {
    case AttributeType::S:
      return AttributeValue(std::string());
    case AttributeType::N:
      return AttributeValue(Number());
    case AttributeType::B:
      return AttributeValue(AttributeValue::Binary{});
    case AttributeType::BOOL:
      return AttributeValue(AttributeValue::Bool{});
    case AttributeType::NULL_:
      return AttributeValue(AttributeValue::Null{});
    case AttributeType::M:
      return AttributeValue(AttributeValue::Map{});
    case AttributeType::L:
      return AttributeValue(AttributeValue::List{});
    case AttributeType::SS:
      return AttributeValue(AttributeValue::StringSet{});
    case AttributeType::NS:
      return AttributeValue(AttributeValue::NumberSet{});
    case AttributeType::BS:
      return AttributeValue(AttributeValue::BinarySet{});
  }
  return AttributeValue();
}

/// Returns the name that the service's messages use for the declared type of a payload.
const char* java_name(AttributeType type) {
  switch (type) {
    case AttributeType::BOOL:
    case AttributeType::NULL_:
      return "Boolean";
    default:
      return "String";
  }
}

Result<std::string> bytes_from(std::string_view text) {
  if (text.size() % 4 != 0) {
    return serialization_exception("Base64 encoded length is expected a multiple of 4 bytes but found: " + std::to_string(text.size()));
  }
  auto bytes = from_base64(text);
  if (!bytes) return serialization_exception("Invalid last non-pad Base64 character dectected");
  return *std::move(bytes);
}

}  // namespace

void drop_repeated(AttributeMap& map) {
  drop_repeated(map, [](const Attribute& entry) -> std::string_view { return entry.name; });
}

std::optional<Error> set_fault(const AttributeValue& set, ValidationLayer layer) {
  const auto duplicates = [](const std::string& text) { return counted(invalid(text, Cause::duplicate_members)); };
  if (const auto* strings = set.ss()) {
    if (strings->members.empty()) return counted(invalid("An string set  may not be empty", Cause::empty_set));
    if (!has_duplicates(strings->members)) return std::nullopt;
    return duplicates("Input collection " + printed(strings->members, false, layer) + " contains duplicates.");
  }
  if (const auto* numbers = set.ns()) {
    if (numbers->members.empty()) return counted(invalid("An number set  may not be empty", Cause::empty_number_set));
    if (!has_duplicates(numbers->members)) return std::nullopt;
    if (layer == ValidationLayer::newer) return duplicates("Input collection contains duplicates.");
    return validation_exception("Input collection contains duplicates", Cause::duplicate_members);
  }
  const std::vector<std::string>& binaries = set.bs()->members;
  if (binaries.empty()) return counted(invalid("Binary sets should not be empty", Cause::empty_set));
  if (!has_duplicates(binaries)) return std::nullopt;
  return duplicates("Input collection " + printed(binaries, true, layer) + "of type BS contains duplicates.");
}

std::optional<Error> first_set_fault(const AttributeValue& value, ValidationLayer layer) {
  if (is_set(value.type())) return set_fault(value, layer);
  if (const auto* map = value.m()) {
    for (const Attribute& entry : *map) {
      if (auto fault = first_set_fault(entry.value, layer)) return fault;
    }
  } else if (const auto* list = value.l()) {
    for (const AttributeValue& element : *list) {
      if (auto fault = first_set_fault(element, layer)) return fault;
    }
  }
  return std::nullopt;
}

Result<bool> boolean_from(std::string_view text) {
  std::string lower;
  for (char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (std::string_view word : {"true", "t", "yes", "y", "1"}) {
    if (lower == word) return true;
  }
  for (std::string_view word : {"false", "f", "no", "n", "0"}) {
    if (lower == word) return false;
  }
  return serialization_exception("Unexpected token received from parser");
}

void AttributeReader::check_name(std::string_view name, std::optional<Error>* fault) {
  if (fault->has_value()) return;
  if (Status status = check_attribute_name(name); !status) *fault = std::move(status).error();
}

void AttributeReader::begin(AttributeValue* target, std::optional<Error>* fault, int deepest) {
  fault_ = fault;
  several_types_ = false;
  values_deep_ = 1;
  deepest_ = deepest;
  frames_.push_back({Frame::Kind::value, target, {}, 0, false});
}

Status AttributeReader::object_begin() {
  if (skipped_levels_ > 0 || skip_next_) {
    skip_level();
    return {};
  }
  Frame& top = frames_.back();
  switch (top.kind) {
    case Frame::Kind::value:
      return top.open ? begin_payload(Frame::Kind::map) : open_value();
    case Frame::Kind::map:
    case Frame::Kind::list:
      push_child();
      return open_value();
    case Frame::Kind::set:
      return unexpected_structure();
  }
  return {};
}

Status AttributeReader::open_value() {
  frames_.back().open = true;
  if (values_deep_ <= deepest_) return {};
  keep(counted(validation_exception(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit", Cause::nesting)));
  // Skip the rest of this value; its frame ends with its closing brace.
  --values_deep_;
  frames_.pop_back();
  skipped_levels_ = 1;
  skips_deep_value_ = true;
  return {};
}

void AttributeReader::skip_level() {
  if (std::exchange(skip_next_, false)) skips_deep_value_ = false;
  ++skipped_levels_;
  // Each level of a value is two levels of JSON.
  const bool is_beyond = skips_deep_value_ && skipped_levels_ == 2 * (kFirstUncounted - deepest_) - 1;
  if (!is_beyond || layer_ == ValidationLayer::older || (*fault_)->cause != Cause::nesting) return;
  (*fault_)->cause = Cause::deep_nesting;
  (*fault_)->counted = Counted::never;
}

Status AttributeReader::begin_payload(Frame::Kind kind) {
  const AttributeType type = *frames_.back().pending;
  if (kind == Frame::Kind::map) {
    if (type != AttributeType::M) return unexpected_structure();
  } else if (type == AttributeType::M) {
    return unrecognized_collection(std::string("java.util.Map<java.lang.String, ") + kModelNamespace + "AttributeValue>");
  } else if (type != AttributeType::L && !is_set(type)) {
    return unrecognized_class(is_binary(type) ? std::string("java.nio.ByteBuffer") : std::string("java.lang.") + java_name(type));
  } else if (is_set(type)) {
    kind = Frame::Kind::set;
  }
  AttributeValue& target = payload();
  frames_.push_back({kind, &target, {}, 0, false});
  return {};
}

AttributeValue& AttributeReader::payload() {
  Frame& top = frames_.back();
  const AttributeType type = *std::exchange(top.pending, std::nullopt);
  top.types |= bit_of(type);
  const bool only_type = top.types == bit_of(type);
  if (!only_type) several_types_ = leaves_to_older_ = true;
  AttributeValue& target = only_type ? *top.value : ignored_.emplace_back();
  target = empty_of(type);
  return target;
}

void AttributeReader::push_child() {
  Frame& top = frames_.back();
  AttributeValue* child = nullptr;
  if (top.kind == Frame::Kind::map) {
    Attribute& entry = std::get<AttributeValue::Map>(top.value->data).emplace_back();
    entry.name = map_key_;
    check_name(map_key_, fault_);
    child = &entry.value;
  } else {
    child = &std::get<AttributeValue::List>(top.value->data).emplace_back();
  }
  ++values_deep_;
  frames_.push_back({Frame::Kind::value, child, {}, 0, false});
}

Status AttributeReader::object_end() {
  if (skipped_levels_ > 0) {
    --skipped_levels_;
    return {};
  }
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.kind == Frame::Kind::map) {
    drop_repeated(std::get<AttributeValue::Map>(frame.value->data));
  } else {
    close_value(frame);
  }
  return {};
}

void AttributeReader::close_value(const Frame& frame) {
  --values_deep_;
  if (frame.types == 0)
    keep(validation_exception("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes", Cause::no_type));
  if (frames_.empty() && several_types_) {
    keep(
        validation_exception("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
                             Cause::several_types));
  }
}

Status AttributeReader::array_begin() {
  if (skipped_levels_ > 0 || skip_next_) {
    skip_level();
    return {};
  }
  const Frame& top = frames_.back();
  if (top.kind == Frame::Kind::value && top.open) return begin_payload(Frame::Kind::list);
  if (top.kind == Frame::Kind::set) return unrecognized_class(is_binary(top.value->type()) ? "java.nio.ByteBuffer" : "java.lang.String");
  return unrecognized_class(std::string(kModelNamespace) + "AttributeValue");
}

Status AttributeReader::array_end() {
  if (skipped_levels_ > 0) {
    --skipped_levels_;
    return {};
  }
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.kind == Frame::Kind::set) {
    if (auto fault = set_fault(*frame.value, layer_)) {
      keep(*std::move(fault));
    } else {
      sort_members(*frame.value);
    }
  }
  return {};
}

void AttributeReader::key(std::string_view name) {
  if (skipped_levels_ > 0) return;
  Frame& top = frames_.back();
  if (top.kind == Frame::Kind::map) {
    map_key_ = name;
    return;
  }
  top.pending = type_named(name);
  skip_next_ = !top.pending;
}

bool AttributeReader::skips_scalar() { return std::exchange(skip_next_, false) || skipped_levels_ > 0; }

Status AttributeReader::string(std::string_view text) {
  if (skips_scalar()) return {};
  Frame& top = frames_.back();
  if (top.kind == Frame::Kind::set) return set_member(*top.value, text);
  if (top.kind != Frame::Kind::value || !top.open) return unexpected_value_type();
  return scalar_payload(text);
}

Status AttributeReader::scalar_payload(std::string_view text) {
  switch (*frames_.back().pending) {
    case AttributeType::S:
      payload().data = std::string(text);
      return {};
    case AttributeType::N:
      payload().data = number_from(text);
      return {};
    case AttributeType::B: {
      ASSIGN_OR_RETURN(std::string bytes, bytes_from(text));
      payload().data = AttributeValue::Binary{std::move(bytes)};
      return {};
    }
    case AttributeType::BOOL:
    case AttributeType::NULL_: {
      ASSIGN_OR_RETURN(const bool value, boolean_from(text));
      leaves_to_older_ = true;
      return boolean(value);
    }
    default:
      return unexpected_field_type();
  }
}

Status AttributeReader::set_member(AttributeValue& set, std::string_view text) {
  if (auto* strings = std::get_if<AttributeValue::StringSet>(&set.data)) {
    strings->members.emplace_back(text);
  } else if (auto* numbers = std::get_if<AttributeValue::NumberSet>(&set.data)) {
    numbers->members.push_back(number_from(text));
  } else {
    ASSIGN_OR_RETURN(std::string bytes, bytes_from(text));
    std::get<AttributeValue::BinarySet>(set.data).members.push_back(std::move(bytes));
  }
  return {};
}

Number AttributeReader::number_from(std::string_view text) {
  const auto reading = layer_ == ValidationLayer::newer ? Number::Reading::newer : Number::Reading::older;
  const auto parsed = Number::parse(text, reading);
  if (const auto* number = std::get_if<Number>(&parsed)) return *number;
  keep(counted(validation_exception(message_of(std::get<Number::Fault>(parsed), text, layer_), Cause::number)));
  return Number();
}

Status AttributeReader::unexpected_scalar(const char* token) const {
  const Frame& top = frames_.back();
  if (top.kind == Frame::Kind::set) {
    if (is_binary(top.value->type())) return serialization_exception("only base-64-encoded strings are convertible to bytes");
    return cannot_be_converted(token, "String");
  }
  if (top.kind != Frame::Kind::value || !top.open) return unexpected_value_type();
  const AttributeType type = *top.pending;
  if (type == AttributeType::B) return serialization_exception("only base-64-encoded strings are convertible to bytes");
  if (type == AttributeType::L || type == AttributeType::M || is_set(type)) return unexpected_field_type();
  return cannot_be_converted(token, java_name(type));
}

Status AttributeReader::number(const char* token) {
  if (skips_scalar()) return {};
  return unexpected_scalar(token);
}

Status AttributeReader::boolean(bool value) {
  if (skips_scalar()) return {};
  const Frame& top = frames_.back();
  const bool fits =
      top.kind == Frame::Kind::value && top.open && (top.pending == AttributeType::BOOL || top.pending == AttributeType::NULL_);
  if (!fits) return unexpected_scalar(value ? "TRUE_VALUE" : "FALSE_VALUE");
  if (top.pending == AttributeType::BOOL) {
    payload().data = AttributeValue::Bool{value};
  } else {
    payload();
    if (!value) keep(counted(invalid("Null attribute value types must have the value of true", Cause::null_not_true)));
  }
  return {};
}

Status AttributeReader::null() {
  if (skips_scalar()) return {};
  Frame& top = frames_.back();
  if (top.kind == Frame::Kind::value && top.open) {
    if (top.types == bit_of(*top.pending)) top.types = 0;  // the type had been there before
    top.pending.reset();
    return {};
  }
  if (top.kind == Frame::Kind::set) {
    keep(null_member(top.value->type()));
    return {};
  }
  // A missing value is treated like one without a type.
  if (top.kind != Frame::Kind::value) push_child();
  const Frame frame = frames_.back();
  frames_.pop_back();
  close_value(frame);
  return {};
}

void AttributeReader::keep(Error error) {
  if (!fault_->has_value()) *fault_ = std::move(error);
}

}  // namespace shardbook
