import { median, type Subject } from "./subject.ts";
import type { Task } from "./workload.ts";

/** Microseconds per call by subject; NaN if the subject cannot do it. */
export interface Figures {
  medians: number[];
  /**
   * Returns the ratio of two subjects' times, given by index: the median of the rounds' ratios, so that whatever slows a round slows both.
   */
  ratio(above: number, below: number): number;
}

/** Alternates rounds of all subjects over the first `items` items, after some for warming up. */
export async function interleave(subjects: Subject[], task: Task, items: number, rounds: number, warmUps = 1): Promise<Figures> {
  const times: number[][] = subjects.map(() => []);
  for (let round = 0; round < warmUps + rounds; round++) {
    const bodies = Array.from({ length: task.calls }, (_, at) => task.body(placeOf(round * task.calls + at, items)));
    for (const [at, subject] of subjects.entries()) {
      const time = await subject.round(task.operation, bodies).catch(() => Number.NaN);
      if (round >= warmUps) times[at]?.push(time);
    }
  }
  return {
    medians: times.map(median),
    ratio: (above, below) => median((times[above] ?? []).map((time, round) => time / (times[below]?.[round] ?? Number.NaN))),
  };
}

/** Spreads the calls over the items, leaving room for the following items that a call needs. */
function placeOf(index: number, items: number): number {
  return (index * 701) % (items - 100);
}
