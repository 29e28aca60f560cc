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

/**
 * Lays out the flags of one lane side by side, each at its cursor. Says as much as there is room for, the same for all. `end` is where
 * the time axis ends. In the wishes' order.
 */
export function placeFlags(wishes: readonly FlagWish[], forms: readonly FlagForm[], end: number): FlagSpan[] {
  const order = [...wishes.keys()].sort((left, right) => (wishes[left]?.at ?? 0) - (wishes[right]?.at ?? 0) || left - right);
  const sorted = order.map((at) => wishes[at] as FlagWish);
  const tried = forms.map((form) => ({ form, spans: packed(sorted, form, end) }));
  const chosen = tried.find(({ spans }) => spans.every((span, at) => touches(span, sorted[at]?.at ?? 0))) ?? tried.at(-1);
  const spans: FlagSpan[] = [];
  for (const [at, place] of order.entries()) spans[place] = { ...(chosen?.spans[at] as Span), form: chosen?.form ?? "letter" };
  return spans;
}

/** Pushed forward by those before, then back by the end. */
function packed(wishes: readonly FlagWish[], form: FlagForm, end: number): Span[] {
  let free = 0;
  const forward = wishes.map(({ at, length }) => {
    const from = Math.max(at - 1, free);
    free = from + length(form) + SPACE;
    return { from, to: from + length(form) };
  });
  let limit = end;
  return forward
    .reverse()
    .map(({ from, to }) => {
      const back = Math.max(0, to - limit);
      limit = from - back - SPACE;
      return { from: from - back, to: to - back };
    })
    .reverse();
}

const touches = ({ from, to }: Span, at: number): boolean => from <= at + 1 && to >= at - 1;
