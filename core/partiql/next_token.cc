#include "partiql/next_token.h"

#include <algorithm>

#include "call/fingerprint.h"
#include "storage/key.h"
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

bool has_elements(const ReadValue& parameter) { return parameter.value.l() != nullptr || parameter.value.m() != nullptr; }

/// Adds what values do not say of numbers.
void add_scales(const AttributeValue& value, Fingerprint& fingerprint) {
  if (value.n() != nullptr) fingerprint.add(std::to_string(value.n()->scale()));
  if (value.ns() == nullptr) return;
  for (const Number& member : value.ns()->members) fingerprint.add(std::to_string(member.scale()));
}

}  // namespace

std::uint64_t fingerprint_of(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters) {
  Fingerprint fingerprint;
  fingerprint.add(statement);
  if (!parameters) return fingerprint.value();
  for (const ReadValue& parameter : *parameters) fingerprint.add(parameter.value);
  return fingerprint.value();
}

std::optional<std::uint64_t> continued_statement(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters) {
  Fingerprint fingerprint;
  fingerprint.add(std::to_string(fingerprint_of(statement, parameters)));
  if (!parameters) return fingerprint.value();
  if (std::any_of(parameters->begin(), parameters->end(), has_elements)) return std::nullopt;
  for (const ReadValue& parameter : *parameters) add_scales(parameter.value, fingerprint);
  return fingerprint.value();
}

std::string next_token(std::optional<std::uint64_t> statement, std::string_view key) {
  const std::string content = hash_text(statement.value_or(0)) + std::string(key);
  return to_base64(seal_of(content) + content);
}

Result<std::string> key_of_next_token(std::string_view token, std::optional<std::uint64_t> statement) {
  const auto text = from_base64(token);
  if (!text || text->size() < 2 * kDigits) return validation_exception("Invalid NextToken");
  const std::string content = text->substr(kDigits);
  if (text->substr(0, kDigits) != seal_of(content)) return validation_exception("Invalid NextToken");
  if (!statement || content.substr(0, kDigits) != hash_text(*statement)) return validation_exception("NextToken does not match request");
  return content.substr(kDigits);
}

}  // namespace shardbook::partiql
