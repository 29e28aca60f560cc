#include "value/attribute_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

using namespace shardbook;

TEST_CASE("characters that need it are escaped wherever they occur, and no others are") {
  for (int code = 0; code < 256; ++code) {
    const auto c = static_cast<char>(code);
    const bool escaped = code < 0x20 || c == '"' || c == '\\';
    for (std::size_t length = 1; length <= 18; ++length) {
      for (std::size_t at = 0; at < length; ++at) {
        std::string text(length, 'x');
        text[at] = c;
        std::string out;
        append_json_string(out, text);
        INFO("byte ", code, " at ", at, " of ", length);
        if (!escaped) REQUIRE(out == '"' + text + '"');
        if (escaped) REQUIRE(nlohmann::json::parse(out) == text);
      }
    }
  }
}

TEST_CASE("a string made of escapes alone round-trips") {
  const std::string text = "\"\\\n\r\t\x01\x1f\"\"\"\"\"\"\"\"\\";
  std::string out;
  append_json_string(out, text);
  CHECK(nlohmann::json::parse(out) == text);
}
