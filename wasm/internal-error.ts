/** The body of the service's error for what is not the caller's fault: SDKs try again. */
export function internalErrorBody(message: string): string {
  return JSON.stringify({ __type: "com.amazonaws.dynamodb.v20120810#InternalServerError", message });
}
