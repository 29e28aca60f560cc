#include "request/stream_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Shape kStreamArn = string(37, 1024);
constexpr Shape kShardId = string(28, 65);
constexpr Shape kSequenceNumber = string(21, 40);
constexpr Shape kShardIterator = string(1, 2048);
constexpr Shape kTimestamp = scalar(Shape::Kind::timestamp);
constexpr Shape kFilterType = one_of("CHILD_SHARDS");
constexpr Shape kIteratorType = one_of("AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, AT_TIMESTAMP, LATEST, TRIM_HORIZON");

constexpr Shape kStreamsLimit = scalar(Shape::Kind::integer, 1, 100);
constexpr Member list_streams_members[] = {
    member<&ListStreamsInput::table_name>("TableName", kTableName),
    member<&ListStreamsInput::limit>("Limit", kStreamsLimit),
    member<&ListStreamsInput::exclusive_start_stream_arn>("ExclusiveStartStreamArn", kStreamArn),
};
constexpr Member shard_filter_members[] = {
    member<&ShardFilter::type>("Type", kFilterType),
    member<&ShardFilter::shard_id>("ShardId", kShardId),
};
constexpr Shape kShardFilter = structure("ShardFilter", shard_filter_members);
constexpr Member describe_stream_members[] = {
    required<&DescribeStreamInput::stream_arn>("StreamArn", kStreamArn),
    member<&DescribeStreamInput::limit>("Limit", kPositiveInteger),
    member<&DescribeStreamInput::exclusive_start_shard_id>("ExclusiveStartShardId", kShardId),
    member<&DescribeStreamInput::shard_filter>("ShardFilter", kShardFilter),
};
constexpr Member get_shard_iterator_members[] = {
    required<&GetShardIteratorInput::stream_arn>("StreamArn", kStreamArn),
    required<&GetShardIteratorInput::shard_id>("ShardId", kShardId),
    required<&GetShardIteratorInput::shard_iterator_type>("ShardIteratorType", kIteratorType),
    member<&GetShardIteratorInput::sequence_number>("SequenceNumber", kSequenceNumber),
    member<&GetShardIteratorInput::timestamp>("Timestamp", kTimestamp),
};
constexpr Shape kRecordsLimit = scalar(Shape::Kind::integer, 1, 1000);
constexpr Member get_records_members[] = {
    required<&GetRecordsInput::shard_iterator>("ShardIterator", kShardIterator),
    member<&GetRecordsInput::limit>("Limit", kRecordsLimit),
};

}  // namespace

const Shape kListStreamsInput = structure("ListStreamsInput", list_streams_members);
const Shape kDescribeStreamInput = structure("DescribeStreamInput", describe_stream_members);
const Shape kGetShardIteratorInput = structure("GetShardIteratorInput", get_shard_iterator_members);
const Shape kGetRecordsInput = structure("GetRecordsInput", get_records_members);

}  // namespace shardbook
