#include "partiql/next_token.h"

#include <algorithm>
#include <charconv>

#include "call/fingerprint.h"
#include "protocol/read_request.h"
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

bool has_elements(const ReadValue& parameter) { return parameter.value.l() != nullptr || parameter.value.m() != nullptr; }

/// Returns the digits after the point minus the exponent: 2 for "1.50", 1 for "1.50e1".
std::int64_t scale_of(std::string_view number) {
  const std::size_t e = number.find_first_of("eE");
  const std::string_view digits = number.substr(0, e);
  const std::size_t point = digits.find('.');
  const auto fraction = static_cast<std::int64_t>(point == std::string_view::npos ? 0 : digits.size() - point - 1);
  if (e == std::string_view::npos) return fraction;
  std::string_view exponent = number.substr(e + 1);
  if (exponent[0] == '+') exponent.remove_prefix(1);
  std::int64_t value = 0;
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
  return fraction - value;
}

void add_scales(const ParameterNumbers& numbers, Fingerprint& fingerprint) {
  if (numbers.n) fingerprint.add(std::to_string(scale_of(*numbers.n)));
  if (!numbers.ns) return;
  std::vector<std::string> members;
  for (const std::string& text : *numbers.ns) {
    const auto number = Number::parse(text);
    if (const auto* value = std::get_if<Number>(&number)) members.push_back(value->text() + ' ' + std::to_string(scale_of(text)));
  }
  std::sort(members.begin(), members.end());  // sets are unordered
  for (const std::string& member : members) fingerprint.add(member);
}

}  // namespace

std::uint64_t fingerprint_of(const std::string& statement, const std::optional<std::vector<ReadValue>>& parameters) {
  Fingerprint fingerprint;
  fingerprint.add(statement);
  if (!parameters) return fingerprint.value();
  for (const ReadValue& parameter : *parameters) fingerprint.add(to_json(parameter.value));
  return fingerprint.value();
}

Result<std::optional<std::uint64_t>> continued_statement(const ExecuteStatementInput& input, std::string_view body) {
  Fingerprint fingerprint;
  fingerprint.add(std::to_string(fingerprint_of(*input.statement, input.parameters)));
  if (!input.parameters) return std::optional(fingerprint.value());
  if (std::any_of(input.parameters->begin(), input.parameters->end(), has_elements)) return std::optional<std::uint64_t>();
  StatementNumbers numbers;
  RETURN_IF_ERROR(read_json(body, kStatementNumbers, ValidationLayer::older, &numbers));
  for (const ParameterNumbers& parameter : *numbers.parameters) add_scales(parameter, fingerprint);
  return std::optional(fingerprint.value());
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
