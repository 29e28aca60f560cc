#include "call/stream_address.h"

#include "call/resource_address.h"

namespace shardbook {

Status check_stream_arn(std::string_view arn) {
  return is_stream_arn(arn) ? Status()
                            : validation_exception("Invalid StreamArn: Invalid ResourceArn provided as input " + std::string(arn));
}

Result<const Stream*> find_stream(Context& context, std::string_view arn) {
  RETURN_IF_ERROR(check_stream_arn(arn));
  const Stream* stream = context.state.find_stream(arn);
  if (stream == nullptr || stream->region != context.region) {
    return resource_not_found_exception("Requested resource not found: Stream: " + std::string(arn) + " not found");
  }
  context.touch_table(stream->table);
  return stream;
}

Result<const Shard*> find_shard(const Stream& stream, std::string_view id) {
  const Shard* shard = stream.find_shard(id);
  if (shard == nullptr) {
    return resource_not_found_exception("Requested resource not found: Shard: " + std::string(id) + " in Stream: " + stream.arn +
                                        " not found");
  }
  return shard;
}

}  // namespace shardbook
