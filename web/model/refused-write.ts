import type { CallEvent } from "../../wasm/events.ts";

const WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"]);

/** Whether the call wanted to change items and was not allowed to. A statement counts as a write if it was charged as one. */
export function isRefusedWrite({ operation, error, writeUnits }: Pick<CallEvent, "operation" | "error" | "writeUnits">): boolean {
  return error !== undefined && (WRITES.has(operation) || writeUnits > 0);
}
