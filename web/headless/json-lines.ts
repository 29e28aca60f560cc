/** Messages between two processes: one line of JSON each, so that reading them runs nothing, whoever wrote them. Bytes travel as base64. */
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Endpoint } from "../worker/rpc.ts";

const BYTES = "base64 bytes";

/** Hears messages from `input` and posts to `output`. A line that is no message is passed to `stray`. */
export function jsonLines(input: Readable, output: Writable, stray: (line: string) => void = () => {}): Endpoint {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  return {
    postMessage: (message) => void output.write(`${JSON.stringify(message, asText)}\n`),
    addEventListener: (_, listener) => {
      lines.on("line", (line) => {
        const data = parsed(line);
        if (data === undefined) stray(line);
        else listener({ data } as MessageEvent);
      });
    },
  };
}

function parsed(line: string): object | undefined {
  try {
    const data: unknown = JSON.parse(line, asBytes);
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}

function asText(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { [BYTES]: Buffer.from(value).toString("base64") } : value;
}

function asBytes(_: string, value: unknown): unknown {
  const isBytes = typeof value === "object" && value !== null && Object.hasOwn(value, BYTES);
  return isBytes ? new Uint8Array(Buffer.from(String((value as { [BYTES]: unknown })[BYTES]), "base64")) : value;
}
