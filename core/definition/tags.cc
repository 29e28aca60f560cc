#include "definition/tags.h"

#include <algorithm>
#include <iterator>

namespace shardbook {

namespace {

constexpr std::size_t kMostTags = 50;
constexpr std::size_t kMostKeyCharacters = 128;
constexpr std::size_t kMostValueCharacters = 256;
constexpr std::string_view kReserved = "aws:";
// In ms. A matter of seconds, so they are only enforced with the service's latencies.
constexpr std::int64_t kSettling = 2'000;
constexpr std::int64_t kWait = 1'500;
constexpr std::string_view kSigns = " +-=._:/@";

/// Ranges beyond ASCII that contain symbols rather than letters, digits and blanks: inclusive and sorted.
struct Range {
  char32_t from;
  char32_t to;
};
constexpr Range kNoLetters[] = {
    {0x80, 0x9f},     {0xa1, 0xa9},       {0xab, 0xb1},       {0xb4, 0xb4},       {0xb6, 0xb8},       {0xbb, 0xbb},        {0xbf, 0xbf},
    {0xd7, 0xd7},     {0xf7, 0xf7},       {0x2c2, 0x2c5},     {0x2d2, 0x2df},     {0x300, 0x36f},     {0x200b, 0x2027},    {0x202a, 0x202e},
    {0x2030, 0x205e}, {0x2060, 0x206f},   {0x207a, 0x207e},   {0x208a, 0x208e},   {0x20a0, 0x20ff},   {0x2190, 0x245f},    {0x249c, 0x24e9},
    {0x2500, 0x2775}, {0x2794, 0x2bff},   {0x2e00, 0x2e2e},   {0x2e30, 0x2fff},   {0x3001, 0x3004},   {0x3008, 0x3020},    {0x302a, 0x3030},
    {0xd800, 0xf8ff}, {0xfd3e, 0xfd3f},   {0xfe00, 0xfe6f},   {0xfeff, 0xff0f},   {0xff1a, 0xff20},   {0xff3b, 0xff40},    {0xff5b, 0xff65},
    {0xffe0, 0xffff}, {0x1d100, 0x1d24f}, {0x1f000, 0x1f0ff}, {0x1f10d, 0x1fbef}, {0x1fbfa, 0x1ffff}, {0xe0000, 0x10ffff},
};

/// Decodes the UTF-8 character at `at` and advances `at`.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  char32_t character = lead < 0xe0 ? lead & 0x1f : lead < 0xf0 ? lead & 0x0f : lead & 0x07;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) {
    character = character << 6 | (static_cast<unsigned char>(text[at++]) & 0x3f);
  }
  return character;
}

bool is_allowed(char32_t character) {
  if (character < 0x80) {
    const char c = static_cast<char>(character);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kSigns.find(c) != std::string_view::npos;
  }
  const auto range =
      std::lower_bound(std::begin(kNoLetters), std::end(kNoLetters), character, [](const Range& r, char32_t c) { return r.to < c; });
  return range == std::end(kNoLetters) || character < range->from;
}

/// Accepts up to `most` characters: letters, digits and blanks of any script, and a few signs.
bool is_tag_text(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (!is_allowed(next_character(text, at))) return false;
  }
  return count <= most;
}

bool is_reserved(const std::string& key) {
  return key.size() >= kReserved.size() && std::equal(kReserved.begin(), kReserved.end(), key.begin(), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
         });
}

Status check_key(const std::optional<std::string>& key) {
  if (key && !key->empty() && is_tag_text(*key, kMostKeyCharacters)) return {};
  return validation_exception("The Tag Key provided is invalid, Key: " + key.value_or("null"));
}

Status check_tag(const Tag& tag) {
  RETURN_IF_ERROR(check_key(tag.key));
  if (is_reserved(*tag.key)) return validation_exception("Tag Key cannot be prefixed with aws:, Key: " + *tag.key);
  if (tag.value && is_tag_text(*tag.value, kMostValueCharacters)) return {};
  return validation_exception("The Tag Value provided is invalid, Value: " + tag.value.value_or("null"));
}

bool changed_within(const Context& context, const Tags& tags, std::int64_t duration) {
  return context.options.service_latency && tags.changed != 0 && context.now() < tags.changed + duration;
}

bool are_equal(const Tree<std::string>& a, const Tree<std::string>& b) {
  auto left = a.first();
  auto right = b.first();
  for (; left.valid() && right.valid(); left.next(), right.next()) {
    if (left.key() != right.key() || left.value() != right.value()) return false;
  }
  return !left.valid() && !right.valid();
}

Error too_many() { return validation_exception("Number of Tags exceed the current limit for the provided ResourceArn"); }

}  // namespace

Status check_tags(const std::vector<Tag>& tags, const Tree<std::string>& present) {
  Tree<std::string> seen;
  std::size_t count = present.size();
  for (const Tag& tag : tags) {
    RETURN_IF_ERROR(check_tag(tag));
    if (seen.find(*tag.key) != nullptr) {
      return validation_exception("Duplicate Tag Keys provided as input: Duplicate Tag Key found " + *tag.key);
    }
    seen.put(*tag.key, *tag.value);
    if (present.find(*tag.key) == nullptr) ++count;
  }
  return count <= kMostTags ? Status() : too_many();
}

void put_tags(Tree<std::string>& present, const std::vector<Tag>& tags) {
  for (const Tag& tag : tags) present.put(*tag.key, *tag.value);
}

Status check_tag_keys(const std::vector<std::string>& keys) {
  for (const std::string& key : keys) RETURN_IF_ERROR(check_key(key));
  return keys.size() <= kMostTags ? Status() : too_many();
}

Status change_tags(const Context& context, Table& table, const Tree<std::string>& wanted) {
  Tags& tags = table.tags;
  if (are_equal(tags.current, wanted)) return {};
  if (changed_within(context, tags, kWait)) {
    return limit_exceeded_exception("Subscriber limit exceeded: Table tags are being updated: " + table.name);
  }
  tags.previous = tags.current;
  tags.current = wanted;
  tags.changed = context.now();
  return {};
}

bool are_settling(const Context& context, const Tags& tags) { return changed_within(context, tags, kSettling); }

const Tree<std::string>& shown_tags(const Context& context, const Tags& tags) {
  return are_settling(context, tags) ? tags.previous : tags.current;
}

}  // namespace shardbook
