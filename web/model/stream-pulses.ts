import type { CallRow, TableState } from "./inspection.ts";
import { isRefusedWrite } from "./refused-write.ts";

/** A partition that a call has touched. */
export interface Pulse {
  readonly partition: string;
  readonly kind: "read" | "write" | "refused";
}

/** A burst of calls lights each partition once in each kind; of a flood, only the end is looked at. */
const LOOK_BACK = 100;

/** What the calls after a step were charged in the table's own partitions, which local indexes share. */
export function pulsesSince(calls: readonly CallRow[], step: number, { region, table }: TableState): Pulse[] {
  const pulses = new Map<string, Pulse>();
  for (const call of calls.slice(-LOOK_BACK)) {
    if (call.step <= step || call.region !== region) continue;
    for (const units of call.consumed) {
      if (units.table !== table || units.indexKind === "global") continue;
      const kind = isRefusedWrite(call) ? "refused" : units.writeUnits > 0 ? "write" : "read";
      pulses.set(`${units.partition} ${kind}`, { partition: units.partition, kind });
    }
  }
  return [...pulses.values()];
}
