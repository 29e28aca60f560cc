import type { EngineEvent } from "../../wasm/events.ts";

/** One call as the views see it: the request, the answer and what the engine did. Also one advance of the clock (without a target). */
export interface CallRecord {
  /** The cell that made it, and in which of its runs. */
  cell?: string;
  run?: number;
  /** As the engine counts calls and clock steps, from 1. */
  step: number;
  now: number;
  region: string;
  /** X-Amz-Target, or "" if only the clock moved. */
  target: string;
  /** Request and answer text, each cut after 64 KB. */
  request: string;
  response: string;
  status: number;
  events: EngineEvent[];
}
