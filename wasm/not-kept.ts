/** A call that would change something was not made, because the change could not be kept. */
export class NotKeptError extends Error {
  override name = "NotKeptError";
}
