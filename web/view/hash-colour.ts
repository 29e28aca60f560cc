const STOPS = [1, 2, 3, 4] as const;

/** Returns the ramp's colour at a position in the hash space, 0 to 1: "p" for marks and lines, "l" for filling lanes. */
export function hashColour(position: number, ramp: "p" | "l" = "p"): string {
  const place = Math.max(0, Math.min(STOPS.length - 1, position * STOPS.length - 0.5));
  const below = Math.floor(place);
  const share = Math.round((place - below) * 100);
  if (share === 0) return `var(--${ramp}${below + 1})`;
  return `color-mix(in oklab, var(--${ramp}${below + 2}) ${share}%, var(--${ramp}${below + 1}))`;
}
