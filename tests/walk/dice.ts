import { random } from "../random.ts";

/** Chances of a random walk: the same for each seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  below = (end: number): number => Math.floor(this.#next() * end);

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** Returns one of the values, which are usually the first ones. */
  usually<T>(usual: T, ...others: T[]): T {
    return this.chance(0.8) ? usual : this.pick(others);
  }

  /** Returns from `least` to `most` values. */
  some<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }

  /** Returns the members, each with this probability. */
  maybe(probability: number, members: () => object): object {
    return this.chance(probability) ? members() : {};
  }
}
