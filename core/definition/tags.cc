#include "definition/tags.h"

#include <algorithm>

#include "definition/letters.h"

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
  return is_letter_digit_or_blank(character);
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

Error too_many() { return validation_exception("Number of Tags exceed the current limit for the provided ResourceArn"); }

}  // namespace

Status check_tags(const std::vector<Tag>& tags, const TagValues& present) {
  TagValues seen;
  std::size_t count = present.size();
  for (const Tag& tag : tags) {
    RETURN_IF_ERROR(check_tag(tag));
    if (!seen.emplace(*tag.key, *tag.value).second) {
      return validation_exception("Duplicate Tag Keys provided as input: Duplicate Tag Key found " + *tag.key);
    }
    if (present.count(*tag.key) == 0) ++count;
  }
  return count <= kMostTags ? Status() : too_many();
}

void put_tags(TagValues& present, const std::vector<Tag>& tags) {
  for (const Tag& tag : tags) present[*tag.key] = *tag.value;
}

Status check_tag_keys(const std::vector<std::string>& keys) {
  for (const std::string& key : keys) RETURN_IF_ERROR(check_key(key));
  return keys.size() <= kMostTags ? Status() : too_many();
}

Status change_tags(const Context& context, Table& table, const TagValues& wanted) {
  Tags& tags = table.tags;
  if (tags.current == wanted) return {};
  if (changed_within(context, tags, kWait)) {
    return limit_exceeded_exception("Subscriber limit exceeded: Table tags are being updated: " + table.name);
  }
  tags.previous = tags.current;
  tags.current = wanted;
  tags.changed = context.now();
  return {};
}

bool are_settling(const Context& context, const Tags& tags) { return changed_within(context, tags, kSettling); }

const TagValues& shown_tags(const Context& context, const Tags& tags) { return are_settling(context, tags) ? tags.previous : tags.current; }

}  // namespace shardbook
