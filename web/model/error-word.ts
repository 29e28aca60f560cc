const WORDS = new Map([
  ["ConditionalCheckFailedException", "condition"],
  ["ProvisionedThroughputExceededException", "throttled"],
  ["ResourceInUseException", "in use"],
  ["ResourceNotFoundException", "not found"],
  ["TransactionCanceledException", "canceled"],
  ["ExpiredIteratorException", "expired"],
  ["TrimmedDataAccessException", "trimmed"],
  ["ValidationException", "invalid"],
]);

/** An error's name in one word, for lines without room. */
export function errorWord(error: string): string {
  return WORDS.get(error) ?? error.replace(/Exception$/, "");
}
