import type { IncomingHttpHeaders } from "node:http";
import { CREDENTIAL, credentialRegion, signingRegion } from "../signing-region.ts";

/** How a request says it is signed. The signature itself isn't checked: any credentials will do. */
export interface Authorization {
  /** The region it is signed for. */
  region: string;
  /** The error with which the service would refuse it. */
  fault?: AuthorizationFault;
}

export interface AuthorizationFault {
  /** Short error name. */
  name: string;
  message: string;
}

/** "AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…" */
const HEADER_PARTS = [
  ["Credential", CREDENTIAL],
  ["Signature", /[ ,]Signature=([^ ,=]+)/],
  ["SignedHeaders", /[ ,]SignedHeaders=([^ ,=]+)/],
] as const;
const QUERY_PARTS = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];
const BOTH: AuthorizationFault = {
  name: "InvalidSignatureException",
  message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
};
const MISSING: AuthorizationFault = { name: "MissingAuthenticationTokenException", message: "Request is missing Authentication Token" };

export function readAuthorization(url: string, headers: IncomingHttpHeaders): Authorization {
  const query = queryOf(url);
  const inQuery = query?.has("X-Amz-Algorithm") ?? false;
  if (headers.authorization) return readHeader(headers.authorization, headers, inQuery);
  const region = credentialRegion(query?.get("X-Amz-Credential") ?? "");
  return { region, fault: inQuery ? incomplete(queryFaults(query as URLSearchParams)) : MISSING };
}

function readHeader(header: string, headers: IncomingHttpHeaders, inQuery: boolean): Authorization {
  const region = signingRegion(header);
  if (inQuery) return { region, fault: BOTH };
  if (!header.startsWith("AWS4-")) return { region, fault: MISSING };
  return { region, fault: incomplete(headerFaults(header, headers)) };
}

function headerFaults(header: string, headers: IncomingHttpHeaders): string {
  const faults = HEADER_PARTS.filter(([, pattern]) => !pattern.test(header)).map(
    ([part]) => `Authorization header requires '${part}' parameter. `,
  );
  if (!headers["x-amz-date"] && !headers.date) {
    faults.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  return faults.length === 0 ? "" : `${faults.join("")}Authorization=${header}`;
}

function queryFaults(query: URLSearchParams): string {
  const faults = QUERY_PARTS.filter((part) => !query.get(part)).map((part) => `AWS query-string parameters must include '${part}'. `);
  return faults.length === 0 ? "" : `${faults.join("")}Re-examine the query-string parameters.`;
}

function incomplete(message: string): AuthorizationFault | undefined {
  return message === "" ? undefined : { name: "IncompleteSignatureException", message };
}

function queryOf(url: string): URLSearchParams | undefined {
  const start = url.indexOf("?");
  return start < 0 ? undefined : new URLSearchParams(url.slice(start));
}
