#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "error/result.h"
#include "error/validation_layer.h"
#include "protocol/shape.h"

namespace shardbook {

/// Keeps the last of equal names, as for any JSON object.
void drop_repeated(AttributeMap& map);

/// Returns what is wrong with an SS, NS or BS as a whole: it is empty or has a duplicate member.
std::optional<Error> set_fault(const AttributeValue& set, ValidationLayer layer);
/// Returns the first such fault in a value of any type, at any depth.
std::optional<Error> first_set_fault(const AttributeValue& value, ValidationLayer layer);

/// Parses a boolean written as a string; fails with SerializationException if it is not one.
Result<bool> boolean_from(std::string_view text);

/// Builds attribute values from the events of a JSON parser, one value after the other: {"M":{"a":{"L":[{"N":"1"}]}}}. A wrong JSON type is
/// a SerializationException at once; a value that the service rejects later is recorded as a fault.
class AttributeReader {
 public:
  explicit AttributeReader(ValidationLayer layer) : layer_(layer) {}

  /// Starts a value of at most `deepest` levels: the following events, from its opening brace on, go to `target`, and its first fault to
  /// `fault`. Both must stay in place until `done`.
  void begin(AttributeValue* target, std::optional<Error>* fault, int deepest);
  /// Returns whether the value's closing brace has been read.
  bool done() const { return frames_.empty(); }

  Status object_begin();
  Status object_end();
  Status array_begin();
  Status array_end();
  void key(std::string_view name);
  Status string(std::string_view text);
  /// Takes a JSON number. `token` is the service's word for it: "NUMBER_VALUE" or "DECIMAL_VALUE".
  Status number(const char* token);
  Status boolean(bool value);
  Status null();

  /// Records what is wrong with an attribute's name, unless there is already a fault.
  static void check_name(std::string_view name, std::optional<Error>* fault);

  /// Returns whether a value requires the older layer.
  bool leaves_to_older() const { return leaves_to_older_; }

 private:
  struct Frame {
    enum class Kind : std::uint8_t { value, map, list, set };
    Kind kind;
    AttributeValue* value;                 // the value itself, or the one that the map, list or set belongs to
    std::optional<AttributeType> pending;  // for values: the type whose payload comes next
    unsigned types = 0;                    // for values: a bit per type seen
    bool open = false;                     // for values: inside its braces
  };

  Status open_value();
  void skip_level();
  Status begin_payload(Frame::Kind kind);
  /// Returns where the payload of the pending type goes.
  AttributeValue& payload();
  void push_child();
  void close_value(const Frame& frame);
  Status scalar_payload(std::string_view text);
  Status set_member(AttributeValue& set, std::string_view text);
  Status unexpected_scalar(const char* token) const;
  Number number_from(std::string_view text);
  void keep(Error error);
  bool skips_scalar();

  ValidationLayer layer_;
  std::vector<Frame> frames_;
  std::string map_key_;
  std::optional<Error>* fault_ = nullptr;
  int values_deep_ = 0;
  int deepest_ = 0;
  bool several_types_ = false;
  bool leaves_to_older_ = false;
  bool skips_deep_value_ = false;
  bool skip_next_ = false;  // the next payload has an unknown type
  int skipped_levels_ = 0;
  std::deque<AttributeValue> ignored_;  // receives the payloads after a value's first type
};

}  // namespace shardbook
