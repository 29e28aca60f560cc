#include "protocol/read_request.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>

#include "protocol/attribute_reader.h"
#include "protocol/json_document.h"
#include "protocol/serialization_faults.h"

namespace shardbook {

namespace {

namespace json = boost::json;

// The depth limit of Jackson, the service's JSON parser. Values may nest 32 levels, at two levels of JSON each.
constexpr std::size_t kDeepestJson = 1000;

/// Documents are traversed and destroyed recursively, and a browser's stack is small.
constexpr std::size_t kDeepestDocument = 32;

// Room for most requests from the start.
constexpr std::size_t kUsualDepth = 6;
constexpr std::size_t kUsualAttributes = 8;

// Limit for timestamps: far beyond any date, and still fits as milliseconds.
constexpr double kMostSeconds = 1e12;

/// Receives the events of Boost.JSON's parser and keeps a stack of the shapes it is in, or passes them on to a DocumentBuilder. One class
/// does both, since the parser is a template of some 20 KB.
class RequestHandler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  RequestHandler(const Shape& shape, ValidationLayer layer, void* input) : root_(shape), input_(input), values_(layer) {
    frames_.reserve(kUsualDepth);
  }

  explicit RequestHandler(DocumentBuilder& document)
      : root_(kNoShape), input_(nullptr), values_(ValidationLayer::older), document_(&document) {}

  /// Returns whether anything in the request requires the older layer.
  bool leaves_to_older() const { return leaves_to_older_ || values_.leaves_to_older(); }

  /// Returns the first type error. It only counts if the whole body is JSON, so the parser continues to the end.
  std::optional<Error>& fault() { return fault_; }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) {
    if (document_ != nullptr) return document_->open(JsonDocument::value_t::object);
    return take([this] { return object_begin(); });
  }
  bool on_object_end(std::size_t, json::error_code&) {
    if (document_ != nullptr) return document_->close();
    return take([this] { return object_end(); });
  }
  bool on_array_begin(json::error_code&) {
    if (document_ != nullptr) return document_->open(JsonDocument::value_t::array);
    return take([this] { return array_begin(); });
  }
  bool on_array_end(std::size_t, json::error_code&) {
    if (document_ != nullptr) return document_->close();
    return take([this] { return array_end(); });
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    partial_.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    if (document_ != nullptr) {
      document_->key(whole(part));
    } else if (!fault_) {
      key(whole(part));
    }
    partial_.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    partial_.append(part.data(), part.size());
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    if (document_ != nullptr) {
      document_->add(std::string(whole(part)));
    } else {
      take([&] { return string(whole(part)); });
    }
    partial_.clear();
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, json::error_code&) {
    if (document_ != nullptr) return document_->add(value);
    return take([&] { return number(static_cast<double>(value), value, "NUMBER_VALUE"); });
  }
  bool on_uint64(std::uint64_t value, json::string_view, json::error_code&) {
    if (document_ != nullptr) return document_->add(static_cast<double>(value));
    return take([&] { return number(static_cast<double>(value), INT64_MAX, "NUMBER_VALUE"); });
  }
  bool on_double(double value, json::string_view text, json::error_code&) {
    if (document_ != nullptr) return document_->add(value);
    const bool is_whole = text.find_first_of(".eE") == json::string_view::npos;
    if (std::isnan(value)) value = 0;  // what the parser makes of 0e999
    return take([&] { return number(value, floored(value), is_whole ? "NUMBER_VALUE" : "DECIMAL_VALUE"); });
  }
  bool on_bool(bool value, json::error_code&) {
    if (document_ != nullptr) return document_->add(value);
    return take([&] { return boolean(value); });
  }
  bool on_null(json::error_code&) {
    if (document_ != nullptr) return document_->add(nullptr);
    return take([this] { return null(); });
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Frame {
    const Shape* shape;
    void* target;
    const Shape* parent;             // the shape it is an element or member of; null for the request itself
    const Member* member = nullptr;  // in structures: the one whose value comes next
    std::string key;                 // in maps: the key of the next value
  };

  static std::int64_t floored(double value) {
    if (!(std::fabs(value) < 9e18)) return value < 0 ? INT64_MIN : INT64_MAX;
    return static_cast<std::int64_t>(std::floor(value));
  }

  /// Always returns true, so that the parser continues.
  template <class Step>
  bool take(Step step) {
    if (fault_) return true;
    if (Status status = step(); !status) fault_ = std::move(status).error();
    return true;
  }

  std::string_view whole(json::string_view part) {
    if (partial_.empty()) return {part.data(), part.size()};
    partial_.append(part.data(), part.size());
    return partial_;
  }

  bool in_values() const { return !values_.done(); }
  bool skips() {
    if (skipped_levels_ > 0) return true;
    return std::exchange(skip_next_, false);
  }

  /// Returns the shape of the next value, and of what it belongs to.
  const Shape* next_shape() const {
    if (frames_.empty()) return &root_;
    const Frame& top = frames_.back();
    return top.shape->kind == Shape::Kind::structure ? top.member->shape : top.shape->element;
  }
  const Shape* next_parent() const { return frames_.empty() ? nullptr : frames_.back().shape; }

  /// Makes room for the next value.
  void* place() {
    if (frames_.empty()) return input_;
    Frame& top = frames_.back();
    if (top.shape->kind == Shape::Kind::structure) return top.member->emplace(top.target);
    return top.shape->container.add(top.target, top.key);
  }

  void push(const Shape* shape) {
    const Shape* parent = next_parent();
    void* target = place();
    frames_.push_back({shape, target, parent, nullptr, {}});
  }

  Status object_begin() {
    if (in_values()) return values_.object_begin();
    if (!frames_.empty() && frames_.back().shape->kind == Shape::Kind::attribute_map) return begin_value();
    if (skipped_levels_ > 0 || skip_next_) {
      skip_next_ = false;
      ++skipped_levels_;
      return {};
    }
    const Shape* shape = next_shape();
    switch (shape->kind) {
      case Shape::Kind::structure:
      case Shape::Kind::map:
      case Shape::Kind::attribute_map:
        push(shape);
        return {};
      case Shape::Kind::attribute_value: {
        auto* target = static_cast<ReadValue*>(place());
        values_.begin(&target->value, &target->fault, shape->deepest);
        return values_.object_begin();
      }
      default:
        return unexpected_structure();
    }
  }

  /// Starts a named value of an attribute map, whatever JSON it begins with.
  void begin_named_value() {
    Frame& top = frames_.back();
    auto* target = static_cast<ReadAttributes*>(top.target);
    if (target->attributes.empty()) target->attributes.reserve(kUsualAttributes);
    Attribute& attribute = target->attributes.emplace_back();
    attribute.name = top.key;
    if (!target->fault) target->fault_at = top.key;
    if (top.shape->most) values_.check_name(top.key, &target->fault);
    values_.begin(&attribute.value, &target->fault, top.shape->deepest);
  }
  Status begin_value() {
    begin_named_value();
    return values_.object_begin();
  }

  Status object_end() {
    if (in_values()) return values_.object_end();
    if (skipped_levels_ > 0) {
      --skipped_levels_;
      return {};
    }
    if (at_named_value()) drop_repeated(static_cast<ReadAttributes*>(frames_.back().target)->attributes);
    const Frame& top = frames_.back();
    if (top.shape->kind == Shape::Kind::map) top.shape->container.close(top.target);
    if (top.shape->leaves_to_older) look_for_absent_members(top);
    frames_.pop_back();
    return {};
  }

  void look_for_absent_members(const Frame& structure) {
    for (const Member& member : structure.shape->members) {
      if (member.presence == Presence::older_layer && member.get(structure.target) == nullptr) leaves_to_older_ = true;
    }
  }

  Status array_begin() {
    if (in_values()) return values_.array_begin();
    if (at_named_value()) return begin_named_value(), values_.array_begin();
    if (skipped_levels_ > 0 || skip_next_) {
      skip_next_ = false;
      ++skipped_levels_;
      return {};
    }
    const Shape* shape = next_shape();
    if (shape->kind != Shape::Kind::list) return array_fault(*shape);
    push(shape);
    return {};
  }

  Status array_end() {
    if (in_values()) return values_.array_end();
    if (skipped_levels_ > 0) {
      --skipped_levels_;
      return {};
    }
    frames_.pop_back();
    return {};
  }

  void key(std::string_view name) {
    if (in_values()) return values_.key(name);
    if (skipped_levels_ > 0) return;
    Frame& top = frames_.back();
    if (top.shape->kind != Shape::Kind::structure) {
      top.key = name;
      return;
    }
    top.member = nullptr;
    for (const Member& member : top.shape->members) {
      if (name == member.name) top.member = &member;
    }
    skip_next_ = top.member == nullptr;
  }

  bool at_named_value() const { return !frames_.empty() && frames_.back().shape->kind == Shape::Kind::attribute_map; }

  Status string(std::string_view text) {
    if (in_values()) return values_.string(text);
    if (at_named_value()) return unexpected_value_type();
    if (skips()) return {};
    const Shape* shape = next_shape();
    switch (shape->kind) {
      case Shape::Kind::string:
        *static_cast<std::string*>(place()) = text;
        return {};
      case Shape::Kind::boolean:
        return boolean_text(text);
      case Shape::Kind::integer:
        return cannot_be_converted("STRING_VALUE", "Integer");
      case Shape::Kind::long_integer:
        return cannot_be_converted("STRING_VALUE", "Long");
      case Shape::Kind::timestamp:
        return cannot_be_converted("STRING_VALUE", "Date");
      default:
        return scalar_fault(*shape);
    }
  }

  Status boolean_text(std::string_view text) {
    ASSIGN_OR_RETURN(*static_cast<bool*>(place()), boolean_from(text));
    return {};
  }

  Status number(double value, std::int64_t whole_value, const char* token) {
    if (in_values()) return values_.number(token);
    if (at_named_value()) return unexpected_value_type();
    if (skips()) return {};
    const Shape* shape = next_shape();
    switch (shape->kind) {
      case Shape::Kind::integer:
        *static_cast<std::int64_t*>(place()) = whole_integer(value, whole_value);
        return {};
      case Shape::Kind::long_integer:
        *static_cast<std::int64_t*>(place()) = whole_value;
        return {};
      case Shape::Kind::timestamp:
        *static_cast<double*>(place()) = std::clamp(value, -kMostSeconds, kMostSeconds);
        return {};
      case Shape::Kind::string:
        return cannot_be_converted(token, "String");
      case Shape::Kind::boolean:
        return cannot_be_converted(token, "Boolean");
      default:
        return scalar_fault(*shape);
    }
  }

  /// Reads a 32-bit integer. One that does not fit requires the older layer.
  std::int64_t whole_integer(double value, std::int64_t whole_value) {
    const std::int64_t kept = std::clamp<std::int64_t>(whole_value, INT32_MIN, INT32_MAX);
    if (static_cast<double>(kept) != value) leaves_to_older_ = true;
    return kept;
  }

  Status boolean(bool value) {
    if (in_values()) return values_.boolean(value);
    if (at_named_value()) return unexpected_value_type();
    if (skips()) return {};
    const char* token = value ? "TRUE_VALUE" : "FALSE_VALUE";
    const Shape* shape = next_shape();
    switch (shape->kind) {
      case Shape::Kind::boolean:
        *static_cast<bool*>(place()) = value;
        return {};
      case Shape::Kind::string:
        return cannot_be_converted(token, "String");
      case Shape::Kind::integer:
        return cannot_be_converted(token, "Integer");
      case Shape::Kind::long_integer:
        return cannot_be_converted(token, "Long");
      case Shape::Kind::timestamp:
        return cannot_be_converted(token, "Date");
      default:
        return scalar_fault(*shape);
    }
  }

  Status null() {
    if (in_values()) return values_.null();
    if (at_named_value()) return begin_named_value(), values_.null();
    if (skips()) return {};
    if (frames_.empty()) return no_request();
    Frame& top = frames_.back();
    if (top.shape->kind == Shape::Kind::structure) top.member->reset(top.target);
    return {};
  }

  /// Returns the error for a scalar in place of a list, map or structure.
  Status scalar_fault(const Shape& shape) const {
    if (frames_.empty()) return no_request();
    const Shape* parent = next_parent();
    const bool is_element = parent != nullptr && parent->kind != Shape::Kind::structure;
    const bool is_structure = shape.kind == Shape::Kind::structure || shape.kind == Shape::Kind::attribute_value;
    if (is_element && parent->parameterized) return parameterized_fault();
    return is_element && is_structure ? unexpected_value_type() : unexpected_field_type();
  }

  /// A request must be an object: anything else is reported as not being JSON at all.
  static Status no_request() { return serialization_exception(""); }

  Status array_fault(const Shape& shape) const {
    if (frames_.empty()) return no_request();
    switch (shape.kind) {
      case Shape::Kind::string:
        return unrecognized_class("java.lang.String");
      case Shape::Kind::boolean:
        return unrecognized_class("java.lang.Boolean");
      case Shape::Kind::integer:
        return unrecognized_class("java.lang.Integer");
      case Shape::Kind::long_integer:
        return unrecognized_class("java.lang.Long");
      case Shape::Kind::timestamp:
        return unrecognized_class("java.util.Date");
      case Shape::Kind::structure:
        return unrecognized_class(std::string(kModelNamespace) + shape.name);
      case Shape::Kind::attribute_value:
        return unrecognized_class(std::string(kModelNamespace) + "AttributeValue");
      case Shape::Kind::map:
      case Shape::Kind::attribute_map:
        return unrecognized_collection("java.util.Map<java.lang.String, " + java_element(shape) + ">");
      case Shape::Kind::list:
        break;
    }
    return unexpected_field_type();
  }

  static std::string java_element(const Shape& map) {
    if (map.kind == Shape::Kind::attribute_map) return std::string(kModelNamespace) + "AttributeValue";
    const Shape& element = *map.element;
    if (element.kind == Shape::Kind::string) return "java.lang.String";
    if (element.kind == Shape::Kind::list) return "java.util.List<" + std::string(kModelNamespace) + element.element->name + ">";
    return std::string(kModelNamespace) + element.name;
  }

  static Error parameterized_fault() {
    return serialization_exception(
        "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class "
        "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')");
  }

  static constexpr Shape kNoShape{};

  const Shape& root_;
  void* input_;
  AttributeReader values_;
  DocumentBuilder* document_ = nullptr;
  std::vector<Frame> frames_;
  std::string partial_;
  std::optional<Error> fault_;
  bool leaves_to_older_ = false;
  bool skip_next_ = false;
  int skipped_levels_ = 0;
};

json::parse_options depth_limit(std::size_t deepest) {
  json::parse_options options;
  options.max_depth = deepest;
  return options;
}

using Parser = json::basic_parser<RequestHandler>;

/// Returns whether the whole text is JSON.
bool parse(Parser& parser, std::string_view text) {
  json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  return !error && read == text.size();
}

}  // namespace

Status read_json(std::string_view body, const Shape& shape, ValidationLayer layer, void* input) {
  Parser parser(depth_limit(kDeepestJson), shape, layer, input);
  if (!parse(parser, body)) return serialization_exception("");
  if (parser.handler().fault()) return *std::move(parser.handler().fault());
  const bool leaves = layer == ValidationLayer::newer && parser.handler().leaves_to_older();
  return leaves ? Status(left_to_older_layer()) : Status();
}

std::optional<JsonDocument> json_document(std::string_view text) {
  DocumentBuilder builder;
  Parser parser(depth_limit(kDeepestDocument), builder);
  if (!parse(parser, text)) return std::nullopt;
  return builder.finish();
}

}  // namespace shardbook
