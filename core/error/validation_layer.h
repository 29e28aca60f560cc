#pragma once

#include <cstdint>

namespace shardbook {

/// The service runs two validation layers that differ in wording, order and aggregation of faults. Which one answers goes by operation:
/// operation/operations.cc lists it.
enum class ValidationLayer : std::uint8_t { older, newer };

}  // namespace shardbook
