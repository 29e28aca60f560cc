import type { CallRecord } from "./call-record.ts";
import { emptyInspection, type InspectionState } from "./inspection.ts";
import { reduceAll } from "./inspection-reducer.ts";
import { type TimelineStep, timelineStep } from "./timeline-step.ts";

/** Steps that are kept, and the characters of their requests and answers, which their events resemble in size. */
export const HISTORY_LIMIT = 10_000;
const HISTORY_SIZE = 40_000_000;
/** How many more than HISTORY_LIMIT may gather before the oldest are dropped. */
const SLACK = 500;
/** A state is held once so many steps have come since the last, at the end of a report: seeking repeats few calls. */
const SPACING = 64;

interface Held {
  /** How many steps led to it. */
  readonly position: number;
  readonly state: InspectionState;
}

/**
 * Every call and clock step since the engine started, and what the views show after any of them. A position is a number of steps: 0 is
 * before the first. Seeking repeats the calls since a held state.
 */
export class History {
  /** Of the kept steps. */
  #steps: TimelineStep[] = [];
  #calls: CallRecord[] = [];
  #sizes: number[] = [];
  #size = 0;
  #held: Held[] = [{ position: 0, state: emptyInspection }];
  /** The step before the oldest that is kept. */
  #before: TimelineStep | undefined;
  #length = 0;

  /** The position before the oldest step that is kept. */
  get first(): number {
    return this.length - this.#steps.length;
  }

  get length(): number {
    return this.#length;
  }

  get steps(): readonly TimelineStep[] {
    return this.#steps;
  }

  /** Returns the number of the step that led to a position. */
  numberAt(position: number): number {
    return this.stepAt(position)?.step ?? 0;
  }

  /** Returns the step that led to a position; undefined before the first step. */
  stepAt(position: number): TimelineStep | undefined {
    return position === this.first ? this.#before : this.#steps[position - this.first - 1];
  }

  /** @param state what the views show after them. */
  add(calls: readonly CallRecord[], state: InspectionState): void {
    this.#steps = [...this.#steps, ...calls.map(timelineStep)];
    this.#length += calls.length;
    for (const call of calls) this.#keep(call);
    const last = this.#held.at(-1) as Held;
    if (this.length - last.position >= SPACING) this.#held.push({ position: this.length, state: withoutCalls(state) });
    if (this.#steps.length > HISTORY_LIMIT + SLACK || this.#size > HISTORY_SIZE) this.#dropOldest();
  }

  /**
   * What the views showed at a position, which must be kept. `live` is what they show now: its list of calls has the texts.
   */
  stateAt(position: number, live: InspectionState): InspectionState {
    const held = this.#held.findLast((each) => each.position <= position) as Held;
    const calls = this.#calls.slice(held.position - this.first, position - this.first);
    const last = this.numberAt(position);
    return { ...reduceAll(held.state, calls), calls: live.calls.slice(0, live.calls.findLastIndex(({ step }) => step <= last) + 1) };
  }

  /** Forgets what came after a position. */
  cut(position: number): void {
    const kept = position - this.first;
    for (const size of this.#sizes.splice(kept)) this.#size -= size;
    this.#steps = this.#steps.slice(0, kept);
    this.#calls.length = kept;
    this.#held = this.#held.filter((each) => each.position <= position);
    this.#length = position;
  }

  #keep(call: CallRecord): void {
    const size = call.request.length + call.response.length + 200;
    this.#calls.push({ ...call, response: "" });
    this.#sizes.push(size);
    this.#size += size;
  }

  /** Up to a held state, from which the rest can be repeated. */
  #dropOldest(): void {
    const wanted = this.#excess();
    const held = this.#held.find(({ position }) => position >= wanted) ?? (this.#held.at(-1) as Held);
    const count = held.position - this.first;
    this.#before = this.stepAt(held.position);
    this.#steps = this.#steps.slice(count);
    this.#calls.splice(0, count);
    for (const size of this.#sizes.splice(0, count)) this.#size -= size;
    this.#held = this.#held.filter(({ position }) => position >= held.position);
  }

  /** The position from which on no limit is exceeded. */
  #excess(): number {
    let size = this.#size;
    let at = 0;
    while (at < this.#sizes.length && (size > HISTORY_SIZE || this.#sizes.length - at > HISTORY_LIMIT)) size -= this.#sizes[at++] ?? 0;
    return this.first + at;
  }
}

const withoutCalls = (state: InspectionState): InspectionState => ({ ...state, calls: [] });
