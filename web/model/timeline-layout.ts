import type { StepKind, TimelineStep } from "./timeline-step.ts";

export interface TimelineLayout {
  /** Width of one slot. */
  readonly pitch: number;
  readonly marks: readonly StepMark[];
  readonly brackets: readonly CellBracket[];
}

/** One step, or several neighbours where there is no room for each. */
export interface StepMark {
  /** Positions that it leads to. */
  readonly from: number;
  readonly to: number;
  readonly kind: StepKind;
  readonly operation: string;
  /** Of its first step and its last. */
  readonly cells: readonly [string | undefined, string | undefined];
  /** Middle of its slot. */
  readonly x: number;
}

/** Neighbouring steps of one cell. */
export interface CellBracket {
  readonly cell: string;
  /** The positions before its first step and after its last. */
  readonly first: number;
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

const WIDEST = 36;
/** Below this, repetitions share a slot, so that the rest stays legible. */
const LEGIBLE = 18;
const NARROWEST = 8;
const GAP = 3;
/** So far from the beginning a place still means the position before the first step. */
const BEFORE = 1;
/** What a mark of several steps shows: the first of these among them. */
const RANK: readonly StepKind[] = ["refused", "batch", "write", "control", "stream", "read", "clock"];

/** Lays out the steps after position `first` in a width: in order, one beside the other, as far apart as there is room. */
export function layOutTimeline(steps: readonly TimelineStep[], first: number, width: number): TimelineLayout {
  const groups = steps.length * LEGIBLE <= width ? steps.map((step) => [step]) : runsOf(steps);
  const slots = Math.max(1, Math.min(groups.length, Math.floor(width / NARROWEST)));
  const pitch = Math.min(WIDEST, width / slots);
  let position = first;
  const marks = Array.from({ length: groups.length === 0 ? 0 : slots }, (_, slot): StepMark => {
    const own = groups.slice(Math.floor((slot * groups.length) / slots), Math.floor(((slot + 1) * groups.length) / slots)).flat();
    const from = position + 1;
    position += own.length;
    const { kind, operation } = chiefOf(own);
    return { from, to: position, kind, operation, cells: [own[0]?.cell, own.at(-1)?.cell], x: (slot + 0.5) * pitch };
  });
  return { pitch, marks, brackets: bracketsOf(marks, pitch) };
}

/** Neighbours that do the same in the same cell. */
function runsOf(steps: readonly TimelineStep[]): TimelineStep[][] {
  const runs: TimelineStep[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (before && before.cell === step.cell && before.operation === step.operation && before.kind === step.kind) last?.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** Where the playhead stands at a position. */
export function playheadAt({ marks, pitch }: TimelineLayout, position: number): number {
  const mark = marks.find(({ to }) => to >= position) ?? marks.at(-1);
  if (!mark || position < (marks[0]?.from ?? 0)) return 0;
  return mark.x + (mark.to > mark.from ? ((position - mark.from) / (mark.to - mark.from) - 0.5) * pitch : 0);
}

/** The position that a place on the timeline stands for. */
export function positionAt({ marks, pitch }: TimelineLayout, x: number): number {
  const mark = marks[Math.max(0, Math.min(marks.length - 1, Math.floor(x / pitch)))];
  if (!mark) return 0;
  if (x < BEFORE) return (marks[0] as StepMark).from - 1;
  const share = Math.max(0, Math.min(1, (x - mark.x) / pitch + 0.5));
  return mark.from + Math.min(mark.to - mark.from, Math.floor(share * (mark.to - mark.from + 1)));
}

function chiefOf(steps: readonly TimelineStep[]): TimelineStep {
  return steps.reduce((chief, step) => (RANK.indexOf(step.kind) < RANK.indexOf(chief.kind) ? step : chief));
}

/** A mark of several cells ends the bracket of the first and begins that of the last. */
function bracketsOf(marks: readonly StepMark[], pitch: number): CellBracket[] {
  const brackets: { cell: string; first: number; position: number; from: number; to: number }[] = [];
  let open: string | undefined;
  for (const { cells, x, from, to } of marks) {
    const [before, after] = cells;
    const last = brackets.at(-1);
    if (last && open !== undefined && before === open) Object.assign(last, { to: x + pitch / 2, position: to });
    if (after !== undefined && (after !== open || before !== open))
      brackets.push({ cell: after, first: from - 1, position: to, from: x - pitch / 2, to: x + pitch / 2 });
    open = after;
  }
  return brackets.map(({ from, to, ...rest }) => ({ ...rest, from: from + GAP, to: Math.max(from + GAP + 1, to - GAP) }));
}
