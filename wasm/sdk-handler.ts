import { type HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { Engine } from "./engine.ts";
import { signingRegion } from "./signing-region.ts";

const encoder = new TextEncoder();

/** What AWS SDK v3 clients accept as their `requestHandler`. */
export interface EngineRequestHandler {
  metadata: { handlerProtocol: string };
  handle(request: HttpRequest): Promise<{ response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

/**
 * Lets a DynamoDB or DynamoDB Streams client of the AWS SDK v3 talk to an engine in this process:
 * `new DynamoDBClient({ region, credentials, requestHandler: engineRequestHandler(engine) })`. Any credentials will do.
 */
export function engineRequestHandler(engine: Pick<Engine, "handle">): EngineRequestHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request) {
      const region = signingRegion(request.headers.authorization);
      const target = request.headers["x-amz-target"] ?? "";
      const body = request.body as string | Uint8Array | undefined;
      const { status, content, requestId } = engine.handle({ region, target, body: body ?? "{}" });
      const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": requestId };
      return {
        response: new HttpResponse({ statusCode: status, headers, body: typeof content === "string" ? encoder.encode(content) : content }),
      };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}
