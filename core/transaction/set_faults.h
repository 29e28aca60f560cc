#pragma once

#include <optional>
#include <string>

#include "error/error.h"
#include "protocol/shape.h"

namespace shardbook {

/// An empty set, a duplicate member or a null member. In a transaction those of all actions come before any other error.
struct SetFault {
  Error fault;
  std::string attribute;
};

/// Returns the first one in what was read.
std::optional<SetFault> set_fault_in(const ReadAttributes& read);

}  // namespace shardbook
