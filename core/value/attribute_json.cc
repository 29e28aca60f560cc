#include "value/attribute_json.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "value/base64.h"

namespace shardbook {

namespace {

constexpr char kHex[] = "0123456789abcdef";

/// What the JSON of a value begins with, by type.
constexpr std::string_view kOpenings[] = {R"({"S":)", R"({"N":)", R"({"B":)",  R"({"BOOL":)", R"({"NULL":)",
                                          R"({"M":)", R"({"L":)", R"({"SS":)", R"({"NS":)",   R"({"BS":)"};

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

/// Tests eight bytes at once. https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord
bool any_needs_escape(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = 0x8080808080808080;
  const std::uint64_t quotes = bytes ^ kOnes * '"';
  const std::uint64_t backslashes = bytes ^ kOnes * '\\';
  return ((((bytes - kOnes * 0x20) & ~bytes) | ((quotes - kOnes) & ~quotes) | ((backslashes - kOnes) & ~backslashes)) & kHighs) != 0;
}

/// Returns the position of the first character at or after `at` that needs an escape, or the end of the text.
std::size_t next_escape(std::string_view text, std::size_t at) {
  for (std::uint64_t bytes; at + sizeof bytes <= text.size(); at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if (any_needs_escape(bytes)) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
  }
}

template <class Members, class Write>
void append_array(std::string& out, const Members& members, Write write) {
  out += '[';
  bool first = true;
  for (const auto& member : members) {
    if (!std::exchange(first, false)) out += ',';
    write(member);
  }
  out += ']';
}

void append_quoted_base64(std::string& out, std::string_view bytes) {
  out += '"';
  append_base64(out, bytes);
  out += '"';
}

void append_quoted(std::string& out, const Number& number) { out.append("\"").append(number.text()).append("\""); }

/// Parses canonical text. Each step knows what comes next, so nothing is checked.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  AttributeMap map() {
    AttributeMap out;
    ++at_;  // {
    while (!closes('}')) {
      Attribute& entry = out.emplace_back();
      entry.name = string();
      ++at_;  // :
      entry.value = value();
    }
    return out;
  }

  AttributeValue value() {
    ++at_;  // {
    const std::string_view type = raw_string();
    ++at_;  // :
    AttributeValue out = typed(type);
    ++at_;  // }
    return out;
  }

 private:
  AttributeValue typed(std::string_view type) {
    if (type == "S") return AttributeValue(string());
    if (type == "N") return AttributeValue(number());
    if (type == "B") return AttributeValue(AttributeValue::Binary{binary()});
    if (type == "BOOL") return AttributeValue(AttributeValue::Bool{boolean()});
    if (type == "NULL") {
      boolean();
      return AttributeValue(AttributeValue::Null{});
    }
    if (type == "M") return AttributeValue(map());
    if (type == "L") return AttributeValue(array<AttributeValue>([this] { return value(); }));
    if (type == "SS") return AttributeValue(AttributeValue::StringSet{array<std::string>([this] { return string(); })});
    if (type == "NS") return AttributeValue(AttributeValue::NumberSet{array<Number>([this] { return number(); })});
    return AttributeValue(AttributeValue::BinarySet{array<std::string>([this] { return binary(); })});
  }

  template <class T, class Read>
  std::vector<T> array(Read read) {
    std::vector<T> out;
    ++at_;  // [
    while (!closes(']')) out.push_back(read());
    return out;
  }

  /// Skips the closing bracket if it comes next, otherwise a comma.
  bool closes(char bracket) {
    if (text_[at_] == bracket) {
      ++at_;
      return true;
    }
    if (text_[at_] == ',') ++at_;
    return false;
  }

  std::string_view raw_string() {
    const std::size_t begin = ++at_;
    plain_ = true;
    for (; text_[at_ = next_escape(text_, at_)] != '"'; at_ += 2) plain_ = false;
    return text_.substr(begin, at_++ - begin);
  }

  std::string string() {
    const std::string_view raw = raw_string();
    if (plain_) return std::string(raw);
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '\\') {
        out += raw[i];
        continue;
      }
      switch (raw[++i]) {
        case 'n':
          out += '\n';
          break;
        case 'r':
          out += '\r';
          break;
        case 't':
          out += '\t';
          break;
        case 'u':
          out += static_cast<char>(hex(raw[i + 3]) << 4 | hex(raw[i + 4]));
          i += 4;
          break;
        default:
          out += raw[i];
      }
    }
    return out;
  }

  static int hex(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

  Number number() { return std::get<Number>(Number::parse(raw_string())); }
  std::string binary() { return *from_base64(raw_string()); }
  bool boolean() {
    const bool value = text_[at_] == 't';
    at_ += value ? 4 : 5;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool plain_ = true;  // no escapes in the last string read
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0;;) {
    const std::size_t escape = next_escape(text, at);
    out.append(text.data() + at, escape - at);
    if (escape == text.size()) break;
    append_escaped(out, text[escape]);
    at = escape + 1;
  }
  out += '"';
}

void append_json(std::string& out, const AttributeValue& value) {
  out += kOpenings[static_cast<std::size_t>(value.type())];
  switch (value.type()) {
    case AttributeType::S:
      append_json_string(out, *value.s());
      break;
    case AttributeType::N:
      append_quoted(out, *value.n());
      break;
    case AttributeType::B:
      append_quoted_base64(out, value.b()->bytes);
      break;
    case AttributeType::BOOL:
      out += value.boolean()->value ? "true" : "false";
      break;
    case AttributeType::NULL_:
      out += "true";
      break;
    case AttributeType::M:
      append_json(out, *value.m());
      break;
    case AttributeType::L:
      append_array(out, *value.l(), [&](const AttributeValue& element) { append_json(out, element); });
      break;
    case AttributeType::SS:
      append_array(out, value.ss()->members, [&](const std::string& member) { append_json_string(out, member); });
      break;
    case AttributeType::NS:
      append_array(out, value.ns()->members, [&](const Number& member) { append_quoted(out, member); });
      break;
    case AttributeType::BS:
      append_array(out, value.bs()->members, [&](const std::string& member) { append_quoted_base64(out, member); });
      break;
  }
  out += '}';
}

void append_json(std::string& out, const AttributeMap& map) {
  out += '{';
  bool first = true;
  for (const auto& [name, value] : map) {
    if (!std::exchange(first, false)) out += ',';
    append_json_string(out, name);
    out += ':';
    append_json(out, value);
  }
  out += '}';
}

std::string to_json(const AttributeValue& value) {
  std::string out;
  append_json(out, value);
  return out;
}

std::string to_json(const AttributeMap& map) {
  std::string out;
  append_json(out, map);
  return out;
}

AttributeValue value_from_canonical_json(std::string_view json) { return Reader(json).value(); }

AttributeMap map_from_canonical_json(std::string_view json) { return Reader(json).map(); }

}  // namespace shardbook
