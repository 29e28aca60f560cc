/** Compares sequence numbers of up to 40 decimal digits: the longer one is greater; equal lengths compare as text. */
export function compareSequenceNumbers(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
