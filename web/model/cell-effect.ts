import type { CallEvent, Change, TableStatus } from "../../wasm/events.ts";
import { type CellEffect, NOTE_LIMIT } from "./inspection.ts";
import type { EffectDraft } from "./inspection-draft.ts";

export function addToEffect(effect: EffectDraft, { readUnits, writeUnits, returned, scanned, error, operation }: CallEvent): void {
  effect.calls++;
  effect.readUnits += readUnits;
  effect.writeUnits += writeUnits;
  effect.returned += returned;
  effect.scanned += examines(operation) ? scanned : 0;
  if (error !== undefined) effect.errors.set(error, (effect.errors.get(error) ?? 0) + 1);
}

export function noteTable(effect: EffectDraft, table: string, status: TableStatus): void {
  if (status !== "ACTIVE" && status !== "DELETED") return;
  note(effect, status === "ACTIVE" ? `${table} is ACTIVE` : `${table} is deleted`);
}

export function noteWritten(effect: EffectDraft, change: Change): void {
  effect.written[change]++;
}

/** Noted once, with the latest number, however many splits there were. */
export function splitNote(effect: EffectDraft, partitions: number): void {
  effect.notes = effect.notes.filter((text) => !text.startsWith("now "));
  note(effect, `now ${partitions} ${partitions === 1 ? "partition" : "partitions"}`);
}

/** "3 calls", "1 RCU + 2 WCU", "2 of 18 items examined", "1 item added", in reading order. Empty before the first call. */
export function effectText(effect: CellEffect): string[] {
  if (effect.calls === 0) return [];
  return [plural(effect.calls, "call"), units(effect), matched(effect), ...written(effect), ...effect.notes, more(effect)].filter(
    (text) => text !== "",
  );
}

/** "0.5 RCU + 2 WCU". */
export function units({ readUnits, writeUnits }: { readUnits: number; writeUnits: number }): string {
  const parts = [readUnits && `${amount(readUnits)} RCU`, writeUnits && `${amount(writeUnits)} WCU`];
  return parts.filter(Boolean).join(" + ");
}

function more({ moreNotes }: CellEffect): string {
  return moreNotes > 0 ? `${moreNotes} more` : "";
}

function matched({ returned, scanned }: CellEffect): string {
  if (scanned > 0) return `${returned} of ${plural(scanned, "item")} examined`;
  return returned > 0 ? `${returned} returned` : "";
}

function written({ written: { INSERT, MODIFY, REMOVE } }: CellEffect): string[] {
  return [INSERT && `${plural(INSERT, "item")} added`, MODIFY && `${MODIFY} changed`, REMOVE && `${REMOVE} removed`].filter(
    (text): text is string => typeof text === "string",
  );
}

function note(effect: EffectDraft, text: string): void {
  if (effect.notes.includes(text)) return;
  if (effect.notes.length < NOTE_LIMIT) effect.notes = [...effect.notes, text];
  else effect.moreNotes++;
}

const examines = (operation: string) => operation === "Query" || operation === "Scan";
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const amount = (value: number) => String(Math.round(value * 100) / 100);
