#pragma once

#include "expression/key_condition.h"
#include "read/read_target.h"
#include "storage/key_range.h"

namespace shardbook {

/// Checks a Query's key condition and starting key against the key schema of what it reads.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html

/// Checks that the condition tests every partition key and the leading sort keys for equality, except that the last one tested may be a
/// range, and that an ExclusiveStartKey has all keys, of the right types.
Status check_key_condition(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target);

/// Returns the range of rows that match, from ExclusiveStartKey on.
Result<KeyRange> query_range(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target);

}  // namespace shardbook
