/** Sequence numbers are up to 40 decimal digits: the longer one is greater; of equal length, text order decides. */
export function compareSequenceNumbers(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
