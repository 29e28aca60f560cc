import type { CallEvent } from "../../wasm/events.ts";
import type { CallRecord } from "./call-record.ts";
import { clockCaption } from "./clock-caption.ts";

/** What a step did: moved the clock, read or wrote items (one or several), read a stream, was refused, or did anything else. */
export type StepKind = "clock" | "read" | "write" | "batch" | "stream" | "refused" | "control";

/** A call, or an advance of the clock, as the timeline marks it. */
export interface TimelineStep {
  /** As the engine counts, from 1. */
  readonly step: number;
  readonly kind: StepKind;
  /** "PutItem"; empty if only the clock moved. */
  readonly operation: string;
  readonly cell?: string;
  readonly now: number;
  /** What a clock step did; empty if nothing was due. */
  readonly caption?: string;
}

export function timelineStep(record: CallRecord): TimelineStep {
  const { step, cell, now, target, events } = record;
  const call = record.events.find((event): event is CallEvent => event.type === "call");
  return {
    step,
    kind: kindOf(record, call),
    operation: call?.operation ?? "",
    ...(cell !== undefined && { cell }),
    now,
    ...(target === "" && { caption: clockCaption(events) }),
  };
}

/** Goes by what happened, not by the operation's name. */
function kindOf({ target, status, events }: CallRecord, call: CallEvent | undefined): StepKind {
  if (target === "") return "clock";
  if (status !== 200) return "refused";
  if (target.startsWith("DynamoDBStreams")) return "stream";
  if (events.filter(({ type, call: by }) => type === "item-written" && by > 0).length > 1) return "batch";
  if (call && call.writeUnits > 0) return "write";
  return call && call.readUnits > 0 ? "read" : "control";
}
