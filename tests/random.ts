/** Mulberry32: 32-bit numbers, small code, and the same numbers for each seed in each run. */
export function random32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Numbers from 0 to 1. */
export function random(seed: number): () => number {
  const next = random32(seed);
  return () => next() / 2 ** 32;
}

/** Whole numbers below a bound. */
export function randomFrom(seed: number): (below: number) => number {
  const next = random32(seed);
  return (below) => next() % below;
}
