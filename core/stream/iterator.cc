#include "stream/iterator.h"

#include <charconv>
#include <vector>

#include "value/base64.h"
#include "value/utf8.h"

namespace shardbook {

namespace {

constexpr std::string_view kVersion = "|1|";
constexpr char kSeparator = '\n';

template <class Integer>
bool read_integer(std::string_view text, Integer& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(kSeparator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace

std::string to_text(const ShardIterator& iterator) {
  std::string payload = iterator.shard;
  for (const std::string& part :
       {std::to_string(iterator.after), std::to_string(iterator.issued), std::to_string(iterator.reader), iterator.type,
        std::string(iterator.from_get_records ? "1" : "0"), std::string(iterator.from_horizon ? "1" : "0")}) {
    payload += kSeparator;
    payload += part;
  }
  return iterator.stream_arn + std::string(kVersion) + to_base64(payload);
}

std::optional<ShardIterator> iterator_from_text(std::string_view text) {
  const std::size_t bar = text.find(kVersion);
  if (bar == std::string_view::npos) return std::nullopt;
  const auto payload = from_base64(text.substr(bar + kVersion.size()));
  if (!payload || !is_utf8(*payload)) return std::nullopt;
  const auto parts = split(*payload);
  ShardIterator iterator;
  if (parts.size() != 7 || !read_integer(parts[1], iterator.after) || !read_integer(parts[2], iterator.issued) ||
      !read_integer(parts[3], iterator.reader)) {
    return std::nullopt;
  }
  iterator.stream_arn = text.substr(0, bar);
  iterator.shard = parts[0];
  iterator.type = parts[4];
  iterator.from_get_records = parts[5] == "1";
  iterator.from_horizon = parts[6] == "1";
  return iterator;
}

std::string reader_name(std::uint64_t reader) {
  std::string name;
  for (; reader > 0; reader = (reader - 1) / 26) name.insert(0, 1, static_cast<char>('A' + (reader - 1) % 26));
  return name;
}

}  // namespace shardbook
