import type { ShardClosedEvent } from "../../wasm/events.ts";
import type { CallRecord } from "./call-record.ts";
import type { SplitCause } from "./inspection.ts";

const ON_DEMAND = /"BillingMode"\s*:\s*"PAY_PER_REQUEST"/;

/** Why the shard's partition split: scheduled work splits it for heat, a call by what it asked for. */
export function splitCause({ request }: CallRecord, { reason, call }: ShardClosedEvent): SplitCause | undefined {
  if (reason !== "split") return undefined;
  if (call === 0) return "heat";
  return ON_DEMAND.test(request) ? "on-demand" : "throughput";
}
