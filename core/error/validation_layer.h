#pragma once

#include <cstdint>
#include <string_view>

namespace shardbook {

/// The service runs two validation layers that differ in wording, order and aggregation of faults. us-east-1 runs the classic one, every
/// other region the newer one.
enum class ValidationLayer : std::uint8_t { classic, newer };

inline ValidationLayer validation_layer_of(std::string_view region) {
  return region == "us-east-1" ? ValidationLayer::classic : ValidationLayer::newer;
}

}  // namespace shardbook
