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

/**
 * Alternates rounds of all subjects over the first `items` items. Before, each subject makes the calls for `warmUp` milliseconds, by when all
 * that a just-in-time compiler finds worth it is compiled.
 */
export async function interleave(subjects: Subject[], task: Task, items: number, rounds: number, warmUp: number): Promise<Figures> {
  const bodies = (round: number) => Array.from({ length: task.calls }, (_, at) => task.body(placeOf(round * task.calls + at, items)));
  for (const subject of subjects) {
    const end = performance.now() + warmUp;
    for (let round = 0; performance.now() < end; round++) {
      if (Number.isNaN(await timeOf(subject, task, bodies(round)))) break;
    }
  }
  const times: number[][] = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, subject] of subjects.entries()) times[at]?.push(await timeOf(subject, task, bodies(round)));
  }
  return {
    medians: times.map(median),
    ratio: (above, below) => median((times[above] ?? []).map((time, round) => time / (times[below]?.[round] ?? Number.NaN))),
  };
}

async function timeOf(subject: Subject, task: Task, bodies: string[]): Promise<number> {
  return subject.round(task.operation, bodies).catch(() => Number.NaN);
}

/** Spreads the calls over the items, leaving room for the following items that a call needs. */
function placeOf(index: number, items: number): number {
  return (index * 701) % (items - 100);
}
