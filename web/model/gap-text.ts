const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 min", "4 h", "3.9 h", "24 h", "3 d": never more than has passed. */
export function gapText(ms: number): string {
  if (ms >= 2 * DAY) return `${tenths(ms / DAY)} d`;
  return ms >= HOUR ? `${tenths(ms / HOUR)} h` : `${Math.floor(ms / MINUTE)} min`;
}

const tenths = (value: number): number => Math.floor(value * 10) / 10;
