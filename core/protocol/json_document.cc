#include "protocol/json_document.h"

#include <cstddef>

namespace shardbook {

namespace {

/// Documents are traversed and destroyed recursively, and a browser's stack is small.
constexpr int kDeepest = 32;

/// Returns the end of the string that begins at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at;
}

bool is_too_deep(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') at = end_of_string(text, at);
    if (c == '}' || c == ']') --depth;
    if ((c == '{' || c == '[') && ++depth > kDeepest) return true;
  }
  return false;
}

}  // namespace

std::optional<JsonDocument> json_document(std::string_view text) {
  if (is_too_deep(text)) return std::nullopt;
  constexpr bool kThrows = false;
  JsonDocument document = JsonDocument::parse(text.begin(), text.end(), nullptr, kThrows);
  if (document.is_discarded()) return std::nullopt;
  return document;
}

}  // namespace shardbook
