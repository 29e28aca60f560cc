import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./answer.ts";

type Send = (response: ServerResponse, answer: WireAnswer) => void;

/**
 * Sends the answers to requests that have come together, together: to wake a client that waits costs the sender as much as a call, and one
 * that is awake already takes the rest for nothing. `before` sees each response first.
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
