#pragma once

#include "expression/key_condition.h"
#include "read/read_target.h"
#include "storage/key_range.h"

namespace shardbook {

/// What a Query asks of keys, held against the key schema of what it reads.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html

/// What does not need the table: there are tests, and no more than there can be keys.
Status check_test_count(const QueryInput& input, const KeyCondition& condition);

/// Tests equality of every partition key and of the first sort keys; the last sort key that is tested may be a range. An ExclusiveStartKey
/// has all keys, of the right types.
Status check_key_condition(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target);

/// The rows that pass, from ExclusiveStartKey on.
Result<KeyRange> query_range(const QueryInput& input, const KeyCondition& condition, const ReadTarget& target);

}  // namespace shardbook
