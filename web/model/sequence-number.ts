/** Sequence numbers are decimal texts of up to 40 digits: the longer is the greater, else the later in the dictionary. */
export function compareSequenceNumbers(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
