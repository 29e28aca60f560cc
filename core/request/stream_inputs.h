#pragma once

#include "protocol/shape.h"

namespace shardbook {

/// Requests of the stream operations. Members are named as in the API, in snake case.

struct ListStreamsInput {
  std::optional<std::string> table_name;
  std::optional<std::int64_t> limit;
  std::optional<std::string> exclusive_start_stream_arn;
};
struct ShardFilter {
  std::optional<std::string> type;
  std::optional<std::string> shard_id;
};
struct DescribeStreamInput {
  std::optional<std::string> stream_arn;
  std::optional<std::int64_t> limit;
  std::optional<std::string> exclusive_start_shard_id;
  std::optional<ShardFilter> shard_filter;
};
struct GetShardIteratorInput {
  std::optional<std::string> stream_arn;
  std::optional<std::string> shard_id;
  std::optional<std::string> shard_iterator_type;
  std::optional<std::string> sequence_number;
  std::optional<double> timestamp;  // seconds since the epoch
};
struct GetRecordsInput {
  std::optional<std::string> shard_iterator;
  std::optional<std::int64_t> limit;
};

extern const Shape kListStreamsInput;
extern const Shape kDescribeStreamInput;
extern const Shape kGetShardIteratorInput;
extern const Shape kGetRecordsInput;

}  // namespace shardbook
