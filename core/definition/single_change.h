#pragma once

#include "error/result.h"
#include "request/table_inputs.h"

namespace shardbook {

/// UpdateTable makes one change at a time, with a few exceptions. These checks come before the table is looked up.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html

/// Checks that the request asks for any change.
Status check_anything_asked(const UpdateTableInput& input);
/// Checks that the request asks for a single change, or for changes that can be combined.
Status check_single_change(const UpdateTableInput& input);

}  // namespace shardbook
