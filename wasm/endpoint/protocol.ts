import type { IncomingHttpHeaders } from "node:http";
import type { Engine } from "../engine.ts";
import { internalErrorBody } from "../internal-error.ts";
import { readAuthorization } from "./authorization.ts";
import { decodeBody } from "./content-coding.ts";

export interface ProtocolRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  /** As received, still in its Content-Encoding. */
  body: Uint8Array;
}

export interface ProtocolAnswer {
  status: number;
  contentType?: string;
  body: string | Uint8Array;
  requestId?: string;
}

type EngineCall = Pick<Engine, "handle">;

const CORAL = "com.amazon.coral.service#";
const JSON_TYPES = ["application/x-amz-json-1.0", "application/json"];
const NOT_JSON = coralFault("SerializationException");
const UNKNOWN_OPERATION = coralFault("UnknownOperationException");
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const UNKNOWN_METHOD = { status: 404, body: "<UnknownOperationException/>\n" } satisfies ProtocolAnswer;
export const INTERNAL_ERROR = internalError("Internal server error");

export function internalError(message: string): ProtocolAnswer {
  return { status: 500, contentType: JSON_TYPES[0], body: internalErrorBody(message) };
}

/** The service's error for callers without a permission: SDKs show its message and don't try again. Browsers show this content type. */
export function accessDenied(message: string): ProtocolAnswer {
  return { ...coralFault("AccessDeniedException", message), status: 403, contentType: "application/json" };
}

/** The low-level API: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html */
export function answerTo(engine: EngineCall, request: ProtocolRequest): ProtocolAnswer {
  const { method, url, headers, body } = request;
  if (method === "GET") return { status: 200, body: `healthy: dynamodb.${readAuthorization(url, headers).region}.amazonaws.com ` };
  if (method !== "POST") return UNKNOWN_METHOD;
  const type = headers["content-type"]?.split(";")[0]?.trim() ?? "";
  if (body.length > 0 && !JSON_TYPES.includes(type)) return UNKNOWN_METHOD;
  const decoded = decodeBody(body, headers["content-encoding"]);
  if (decoded === undefined) return INTERNAL_ERROR;
  return { contentType: JSON_TYPES.includes(type) ? type : "application/json", ...answerCall(engine, { ...request, body: decoded }) };
}

/**
 * Checks in the service's order: JSON, target, authorization, then the engine's own. The engine recognizes bad JSON and unknown targets
 * itself, so that a good call is read only once.
 */
function answerCall(engine: EngineCall, { url, headers, body }: ProtocolRequest): ProtocolAnswer {
  const { region, fault: unauthorized } = readAuthorization(url, headers);
  const target = (headers["x-amz-target"] as string | undefined) ?? "";
  if (unauthorized === undefined) {
    const { status, content, requestId } = engine.handle({ region, target, body });
    if (content !== UNKNOWN_OPERATION.body) return { status, body: content, requestId };
  }
  if (body.length > 0 && !isJson(body)) return NOT_JSON;
  if (unauthorized === undefined || !isOperation(engine, target)) return UNKNOWN_OPERATION;
  return coralFault(unauthorized.name, unauthorized.message);
}

/** A call without a body does nothing, and fails differently if the operation exists. */
function isOperation(engine: EngineCall, target: string): boolean {
  return engine.handle({ region: "us-east-1", target, body: "" }).content !== UNKNOWN_OPERATION.body;
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(strictUtf8.decode(body));
    return true;
  } catch {
    return false;
  }
}

function coralFault(name: string, message?: string): ProtocolAnswer {
  return { status: 400, body: JSON.stringify({ __type: CORAL + name, message }) };
}
