#include "definition/encryption.h"

#include "call/fingerprint.h"

namespace shardbook {

namespace {

constexpr const char* kServiceAlias = "alias/aws/dynamodb";

Error invalid(const char* text) { return validation_exception(std::string("One or more parameter values were invalid: ") + text); }

/// SSEType alone switches encryption on too.
bool switches_on(const SSESpecification& specification) { return specification.enabled.value_or(specification.sse_type.has_value()); }

/// Returns the key an alias refers to: always the same one in a region.
std::string key_of_alias(const std::string& region, const std::string& alias) {
  Fingerprint low;
  low.add(region);
  low.add(alias);
  Fingerprint high;
  high.add(alias);
  high.add(region);
  const std::string digits = hash_text(high.value()) + hash_text(low.value());
  return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-4" + digits.substr(13, 3) + "-a" + digits.substr(17, 3) + "-" +
         digits.substr(20, 12);
}

}  // namespace

Status check_encryption(const std::optional<SSESpecification>& specification) {
  if (!specification) return {};
  if (!specification->enabled.value_or(true)) {
    if (specification->sse_type) return invalid("SSEType can not be specified if Enabled is false");
    if (specification->kms_master_key_id) return invalid("KMSMasterKeyId can not be specified if Enabled is false");
  }
  if (specification->sse_type == "AES256") return invalid("SSEType AES256 is not supported");
  if (specification->kms_master_key_id && !specification->sse_type)
    return invalid("SSEType KMS is required if KMSMasterKeyId is specified");
  return {};
}

Status check_encryption_change(const std::optional<SSESpecification>& specification, const Table& table) {
  if (!specification) return {};
  if (!switches_on(*specification)) return table.kms_key_arn.empty() ? invalid("Table is already encrypted by default") : Status();
  if (specification->kms_master_key_id.value_or("") != table.kms_key_arn || table.kms_key_arn.empty()) return {};
  return invalid("Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key");
}

std::string kms_key_arn_of(const SSESpecification& specification, const std::string& region) {
  if (!switches_on(specification)) return "";
  std::string id = specification.kms_master_key_id.value_or(kServiceAlias);
  const std::string prefix = "arn:aws:kms:" + region + ":" + kAccountId + ":";
  if (id.compare(0, prefix.size() + 4, prefix + "key/") == 0) return id;
  const std::string alias = id.compare(0, prefix.size(), prefix) == 0 ? id.substr(prefix.size()) : id;
  if (alias.compare(0, 6, "alias/") == 0) return prefix + "key/" + key_of_alias(region, alias);
  return id.compare(0, 4, "arn:") == 0 ? id : prefix + "key/" + id;
}

}  // namespace shardbook
