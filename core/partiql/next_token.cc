#include "partiql/next_token.h"

#include "call/fingerprint.h"
#include "storage/key.h"
#include "value/attribute_json.h"
#include "value/base64.h"

namespace shardbook::partiql {

namespace {

constexpr std::string_view kVersion = "1";
constexpr std::size_t kDigits = 16;

std::string seal_of(std::string_view content) {
  Fingerprint seal;
  seal.add(kVersion);
  seal.add(content);
  return hash_text(seal.value());
}

}  // namespace

std::uint64_t fingerprint_of(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters) {
  Fingerprint fingerprint;
  fingerprint.add(statement);
  if (!parameters) return fingerprint.value();
  for (const ReadValue& parameter : *parameters) fingerprint.add(to_json(parameter.value));
  return fingerprint.value();
}

std::string next_token(std::uint64_t fingerprint, std::string_view key) {
  const std::string content = hash_text(fingerprint) + std::string(key);
  return to_base64(seal_of(content) + content);
}

Result<std::string> key_of_next_token(std::string_view token, std::uint64_t fingerprint) {
  const auto text = from_base64(token);
  if (!text || text->size() < 2 * kDigits) return validation_exception("Invalid NextToken");
  const std::string content = text->substr(kDigits);
  if (text->substr(0, kDigits) != seal_of(content)) return validation_exception("Invalid NextToken");
  if (content.substr(0, kDigits) != hash_text(fingerprint)) return validation_exception("NextToken does not match request");
  return content.substr(kDigits);
}

}  // namespace shardbook::partiql
