import { median, type Subject } from "./subject.ts";
import type { Task } from "./workload.ts";

/** Microseconds a call, subject by subject; NaN for one that cannot do it. */
export interface Figures {
  medians: number[];
  /** Of two subjects' times, by their places: the median of the rounds' own ratios, so that what slows a round slows both. */
  ratio(above: number, below: number): number;
}

/** Rounds of all subjects in turn over the first `items` items, after some that warm up. */
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

/** Spreads the calls over the items; what a call needs of items that follow is there. */
function placeOf(index: number, items: number): number {
  return (index * 701) % (items - 100);
}
