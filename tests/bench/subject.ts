/** Something that implements the low-level API and is measured. */
export interface Subject {
  readonly name: string;
  /** Sends these requests and resolves to microseconds per call. Rejects if one fails. */
  round(operation: string, bodies: string[]): Promise<number>;
  end(): void;
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
