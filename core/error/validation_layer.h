#pragma once

#include <cstdint>

namespace shardbook {

/// The service runs two validation layers that differ in wording, order and aggregation of errors. Which one applies depends on the
/// operation, as listed in operation/operations.cc. The newer one hands some requests over to the older one: see left_to_older_layer.
enum class ValidationLayer : std::uint8_t { older, newer };

}  // namespace shardbook
