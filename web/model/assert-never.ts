/** Closes a union: a new member that a switch forgets is a type error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
