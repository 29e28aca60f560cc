/** Closes a union: forgetting a member in a switch becomes a type error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
