#include "definition/tags.h"

#include <algorithm>

namespace shardbook {

namespace {

constexpr std::size_t kMostTags = 50;
constexpr std::string_view kReserved = "aws:";
constexpr std::string_view kSigns = " \t+-=._:/@";

bool is_reserved(const std::string& key) {
  return key.size() >= kReserved.size() && std::equal(kReserved.begin(), kReserved.end(), key.begin(), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
         });
}

/// Letters, numbers and spaces of any script, and a few signs.
bool is_allowed(char c) {
  const bool other_script = static_cast<unsigned char>(c) >= 0x80;
  const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return other_script || alphanumeric || kSigns.find(c) != std::string_view::npos;
}

Status check_characters(const std::string& text) {
  if (std::all_of(text.begin(), text.end(), is_allowed)) return {};
  return validation_exception("One or more parameter values were invalid: Tag keys and values must not contain invalid characters: " +
                              text);
}

}  // namespace

Status check_tags(const std::vector<Tag>& tags, const Tree<std::string>& present) {
  Tree<std::string> seen;
  std::size_t count = present.size();
  for (const Tag& tag : tags) {
    if (is_reserved(*tag.key)) {
      return validation_exception("One or more parameter values were invalid: Tag keys must not begin with aws:, which is reserved");
    }
    RETURN_IF_ERROR(check_characters(*tag.key));
    RETURN_IF_ERROR(check_characters(*tag.value));
    if (seen.find(*tag.key) != nullptr) {
      return validation_exception("One or more parameter values were invalid: Duplicate tag keys found: " + *tag.key);
    }
    seen.put(*tag.key, *tag.value);
    if (present.find(*tag.key) == nullptr) ++count;
  }
  if (count <= kMostTags) return {};
  return validation_exception("Number of Tags exceed the current limit for the provided ResourceArn");
}

void put_tags(Tree<std::string>& present, const std::vector<Tag>& tags) {
  for (const Tag& tag : tags) present.put(*tag.key, *tag.value);
}

}  // namespace shardbook
