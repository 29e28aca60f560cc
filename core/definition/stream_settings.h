#pragma once

#include <optional>

#include "error/result.h"
#include "request/table_inputs.h"
#include "storage/table.h"

namespace shardbook {

/// A stream that is being enabled needs a view type, one that is being disabled must not have one.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html

Status check_new_stream(const std::optional<StreamSpecification>& specification);
Status check_stream_change(const std::optional<StreamSpecification>& specification);
/// Refuses to enable an enabled stream and to disable a disabled one.
Status check_stream_change(const std::optional<StreamSpecification>& specification, const Table& table);

}  // namespace shardbook
