#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/account_inputs.h"

namespace shardbook {

namespace {

constexpr std::int64_t kCachePeriod = 1440;  // minutes

}  // namespace

Result<std::string> describe_endpoints(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const EmptyInput input, read_request<EmptyInput>(body, kDescribeEndpointsInput, context.layer));
  static_cast<void>(input);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("Endpoints").begin_array().begin_object();
  json.key("Address").string("dynamodb." + std::string(context.region) + ".amazonaws.com");
  json.key("CachePeriodInMinutes").integer(kCachePeriod).end_object().end_array().end_object();
  return out;
}

}  // namespace shardbook
