#pragma once

#include "error/result.h"
#include "expression/update.h"
#include "request/item_inputs.h"

namespace shardbook {

/// Translates AttributeUpdates to what an UpdateExpression parses to.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html
Result<Update> legacy_update(const AttributeUpdates& updates);

}  // namespace shardbook
