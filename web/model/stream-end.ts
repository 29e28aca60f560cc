import type { StreamState, TableState } from "./inspection.ts";

/** Why nothing is written to the stream any more. */
export type StreamEnd = "deleted" | "disabled";

/** `table` is what has the name of the stream's table now, if there is one. */
export function streamEnd({ tableId, status }: StreamState, table: TableState | undefined): StreamEnd | undefined {
  if (!table || table.tableId !== tableId || table.status === "DELETING") return "deleted";
  return status === "DISABLED" ? "disabled" : undefined;
}

const TITLES = { deleted: "Table deleted", disabled: "Stream disabled" } as const;

/** In lines that fit beside the lanes: "Table deleted:", "the stream can be", "read for 24 h". */
export function endLines(end: StreamEnd): readonly [title: string, ...text: string[]] {
  return [`${TITLES[end]}:`, "the stream can be", "read for 24 h"];
}
