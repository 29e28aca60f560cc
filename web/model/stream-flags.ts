import type { FlagForm } from "./reader-text.ts";
import type { Span } from "./stream-frame.ts";

export interface FlagWish {
  /** Where its cursor stands along the time axis. */
  readonly at: number;
  readonly length: (form: FlagForm) => number;
}

export interface FlagSpan extends Span {
  readonly form: FlagForm;
}

const SPACE = 2;
/** A flag that is no further than this from its cursor belongs to it visibly. */
const NEAR = 6;

/**
 * Lays out the flags of one lane side by side, each at its cursor: behind it, or before it where the axis ends. Says as much as there is
 * room for, the same for all. `end` is where the time axis ends. In the wishes' order.
 */
export function placeFlags(wishes: readonly FlagWish[], forms: readonly FlagForm[], end: number): FlagSpan[] {
  const order = [...wishes.keys()].sort((left, right) => (wishes[left]?.at ?? 0) - (wishes[right]?.at ?? 0) || left - right);
  const sorted = order.map((at) => wishes[at] as FlagWish);
  const tried = forms.flatMap((form) => [
    { form, spans: behind(sorted, form) },
    { form, spans: before(sorted, form) },
  ]);
  const least = { form: "letter", spans: pushedBack(behind(sorted, "letter"), end) } as const;
  const { form, spans } = tried.find((attempt) => fits(attempt.spans, sorted, end)) ?? least;
  const placed: FlagSpan[] = [];
  for (const [at, place] of order.entries()) placed[place] = { ...(spans[at] as Span), form };
  return placed;
}

/** Each begins at its cursor, or behind the flag before. */
function behind(wishes: readonly FlagWish[], form: FlagForm): Span[] {
  let free = 0;
  return wishes.map(({ at, length }) => {
    const from = Math.max(at - 1, free);
    free = from + length(form) + SPACE;
    return { from, to: from + length(form) };
  });
}

/** Each ends at its cursor, or before the next flag. */
function before(wishes: readonly FlagWish[], form: FlagForm): Span[] {
  const ends = wishes.map(({ at, length }) => ({ from: at + 1 - length(form), to: at + 1 }));
  return pushedBack(ends, Number.POSITIVE_INFINITY);
}

function pushedBack(spans: readonly Span[], end: number): Span[] {
  let limit = end;
  return spans
    .toReversed()
    .map(({ from, to }) => {
      const back = Math.max(0, to - limit);
      limit = from - back - SPACE;
      return { from: from - back, to: to - back };
    })
    .reverse();
}

function fits(spans: readonly Span[], wishes: readonly FlagWish[], end: number): boolean {
  return spans.every(({ from, to }, at) => {
    const cursor = wishes[at]?.at ?? 0;
    return from >= 0 && to <= end + 1 && Math.min(Math.abs(from - cursor), Math.abs(to - cursor)) <= NEAR;
  });
}
