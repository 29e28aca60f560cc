const DEFAULT_REGION = "us-east-1";

/** The credential of an Authorization header: "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-2/dynamodb/aws4_request, ...". */
export const CREDENTIAL = /[ ,]Credential=([^ ,=]+)/;

/** The region a request is signed for; us-east-1 if the header doesn't say. */
export function signingRegion(authorization = ""): string {
  return credentialRegion(CREDENTIAL.exec(authorization)?.[1]);
}

/** The region in a credential's scope, AKID/date/region/service/aws4_request. */
export function credentialRegion(credential = ""): string {
  const region = credential.split("/").at(-3) ?? "";
  return /^[\w-]+$/.test(region) ? region : DEFAULT_REGION;
}
