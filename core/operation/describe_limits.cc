#include "operation/operations.h"
#include "protocol/json_writer.h"
#include "protocol/read_request.h"
#include "request/account_inputs.h"

namespace shardbook {

namespace {

// The AWS defaults for an account.
constexpr std::int64_t kAccountUnits = 80'000;
constexpr std::int64_t kTableUnits = 40'000;

}  // namespace

Result<std::string> describe_limits(Context& context, std::string_view body) {
  ASSIGN_OR_RETURN(const EmptyInput input, read_request<EmptyInput>(body, kDescribeLimitsInput, context.layer));
  static_cast<void>(input);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("AccountMaxReadCapacityUnits").integer(kAccountUnits).key("AccountMaxWriteCapacityUnits").integer(kAccountUnits);
  json.key("TableMaxReadCapacityUnits").integer(kTableUnits).key("TableMaxWriteCapacityUnits").integer(kTableUnits);
  json.end_object();
  return out;
}

}  // namespace shardbook
