#pragma once

#include "call/context.h"

namespace shardbook {

/// A table's states: CREATING or UPDATING until it is ACTIVE, DELETING until it is gone.

/// Schedule the end of CREATING or UPDATING, and of DELETING: at once, or after as long as the service takes.
void plan_activation(Context& context, const Table& table);
/// The same for an update that changes nothing, which ends at once.
void plan_return(Context& context, const Table& table);
/// Schedules the end of an update that leaves its table ACTIVE.
void plan_settlement(Context& context, const Table& table);
void plan_removal(Context& context, const Table& table);

/// Run as scheduled work.
void activate_table(Context& context, const ActivateTable& work);
void settle_update(Context& context, const SettleUpdate& work);
void remove_table(Context& context, const RemoveTable& work);

}  // namespace shardbook
