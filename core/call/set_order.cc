#include "call/set_order.h"

namespace shardbook {

SetOrder scan_set_order(std::string_view region) {
  const bool ascending = region == "eu-west-2" || region == "eu-central-1" || region == "ap-southeast-2";
  return ascending ? SetOrder::ascending : SetOrder::hashed;
}

SetOrder transaction_set_order(std::string_view region) {
  return region == "eu-west-2" || region == "eu-north-1" ? SetOrder::ascending : SetOrder::hashed;
}

}  // namespace shardbook
