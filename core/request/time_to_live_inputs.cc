#include "request/time_to_live_inputs.h"

#include "request/common_shapes.h"

namespace shardbook {

namespace {

using namespace shape;  // NOLINT: for readable tables below

constexpr Member specification_members[] = {
    required<&TimeToLiveSpecification::attribute_name>("AttributeName", kKeyAttributeName),
    required<&TimeToLiveSpecification::enabled>("Enabled", kBoolean),
};
constexpr Shape kSpecification = structure("TimeToLiveSpecification", specification_members);
constexpr Shape kNamedTable = length_first(kTableArn);
constexpr Member update_time_to_live_members[] = {
    required<&UpdateTimeToLiveInput::table_name>("TableName", kNamedTable),
    required<&UpdateTimeToLiveInput::time_to_live_specification>("TimeToLiveSpecification", kSpecification),
};

}  // namespace

const Shape kUpdateTimeToLiveInput = structure("UpdateTimeToLiveInput", update_time_to_live_members);

}  // namespace shardbook
