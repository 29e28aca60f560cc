import type { EngineResponse } from "./engine.ts";
import { requestId } from "./request-id.ts";

const decoder = new TextDecoder();

export class CallResponse implements EngineResponse {
  readonly status: number;
  readonly content: string | Uint8Array;
  readonly requestId = requestId();

  constructor(status: number, content: string | Uint8Array) {
    this.status = status;
    this.content = content;
  }

  get body(): string {
    return typeof this.content === "string" ? this.content : decoder.decode(this.content);
  }
}
