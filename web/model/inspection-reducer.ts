import type { CallRecord } from "./call-record.ts";
import { type InspectionState, noEffect } from "./inspection.ts";
import { Draft } from "./inspection-draft.ts";
import { applyEvent } from "./inspection-events.ts";

/** The state after one more call. */
export function reduce(state: InspectionState, record: CallRecord): InspectionState {
  return reduceAll(state, [record]);
}

/** The state after several calls; whatever they touch is copied only once. */
export function reduceAll(state: InspectionState, records: readonly CallRecord[]): InspectionState {
  const draft = new Draft(state);
  for (const record of records) for (const event of record.events) applyEvent(draft, record, event);
  return draft.finish();
}

/** A run of the cell begins: its effect is empty, and earlier runs no longer add to it. */
export function beginRun(state: InspectionState, cell: string, run: number): InspectionState {
  return { ...state, effects: new Map(state.effects).set(cell, noEffect(run)) };
}
