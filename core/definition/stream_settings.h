#pragma once

#include <optional>

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// Requires a view type for a stream being enabled, and none for one being disabled.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html

Status check_new_stream(const std::optional<StreamSpecification>& specification);
Status check_stream_change(const std::optional<StreamSpecification>& specification);
/// Rejects enabling an enabled stream and disabling a disabled one.
Status check_stream_change(const std::optional<StreamSpecification>& specification, const Table& table);

}  // namespace shardbook
