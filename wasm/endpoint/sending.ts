import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./answer.ts";

type Send = (response: ServerResponse, answer: WireAnswer) => void;

/**
 * Sends answers in batches: waking a waiting client costs the sender as much as a call, and a client that is already awake takes the
 * rest for free. `before` sees each response first.
 */
export function sendTogether(before: (response: ServerResponse) => void): Send {
  let ready: Parameters<Send>[] = [];
  const flush = () => {
    const sending = ready;
    ready = [];
    for (const [response, { status, headers, body }] of sending) {
      before(response);
      try {
        response.writeHead(status, headers).end(body);
      } catch {
        response.destroy(); // a header that HTTP cannot carry
      }
    }
  };
  return (response, answer) => {
    if (ready.push([response, answer]) === 1) setImmediate(flush);
  };
}
