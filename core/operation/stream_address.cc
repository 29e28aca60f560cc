#include "operation/stream_address.h"

namespace shardbook {

Result<const Stream*> find_stream(Context& context, std::string_view arn) {
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
