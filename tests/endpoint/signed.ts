export const AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=AK/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=ab";

/** Headers of a valid call. */
export const signed = (operation: string): Record<string, string> => ({
  authorization: AUTHORIZATION,
  "x-amz-date": "20260101T000000Z",
  "content-type": "application/x-amz-json-1.0",
  "x-amz-target": operation.includes(".") ? operation : `DynamoDB_20120810.${operation}`,
});
