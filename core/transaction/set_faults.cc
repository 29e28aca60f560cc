#include "transaction/set_faults.h"

#include "protocol/attribute_reader.h"

namespace shardbook {

namespace {

bool is_of_set(Cause cause) {
  return cause == Cause::empty_set || cause == Cause::empty_number_set || cause == Cause::duplicate_members || cause == Cause::null_member;
}

}  // namespace

std::optional<SetFault> set_fault_in(const ReadAttributes& read) {
  if (!read.fault) return std::nullopt;
  if (is_of_set(read.fault->cause)) return SetFault{*read.fault, read.fault_at};
  if (read.fault->cause == Cause::number) return std::nullopt;  // the set may contain a placeholder for an invalid number
  for (const Attribute& attribute : read.attributes) {
    if (auto fault = first_set_fault(attribute.value, ValidationLayer::older)) return SetFault{*std::move(fault), attribute.name};
  }
  return std::nullopt;
}

}  // namespace shardbook
