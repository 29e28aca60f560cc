import { assertNever } from "../model/assert-never.ts";
import type { Trouble } from "../observer/messages.ts";

/** Says why a call is not shown. @param cell the number of the cell that made it, if it is still there. */
export function troubleText({ operation, outcome, reason }: Trouble, cell: number | undefined): string {
  const call = `${operation || "An advance of the clock"}${cell === undefined ? "" : ` (cell ${cell})`}`;
  switch (outcome) {
    case "held":
      return `${call} hangs or breaks the engine (${reason}). The tables show the time before it; Stop leaves it out.`;
    case "unfinished":
      return `${call} was not finished and is left out.`;
    case "skipped":
      return `${call} could not be repeated for the views (${reason}). They lack it, and so will the tables after Stop.`;
    case "lost":
      return `The views no longer follow (${reason}${operation && ` in ${call}`}): Stop goes back to the tables they show, Reset starts afresh.`;
    default:
      return assertNever(outcome);
  }
}
