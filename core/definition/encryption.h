#pragma once

#include <optional>
#include <string>

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// Encryption at rest, as far as it is visible: the KMS key that a table names. Without one, the service's own key is used and not
/// described.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html

Status check_encryption(const std::optional<SSESpecification>& specification);
/// Rejects settings the table already has, except that its key may be given again in any form but its ARN.
Status check_encryption_change(const std::optional<SSESpecification>& specification, const Table& table);
/// Empty means the service's own key.
std::string kms_key_arn_of(const SSESpecification& specification, const std::string& region);

}  // namespace shardbook
