import { connect, type Socket } from "node:net";

/**
 * One connection at a time, with as little of HTTP as the servers need, so that it is they who are measured. Servers close connections that
 * have been idle for a while; the next call opens another.
 */
export class HttpClient {
  #port: number;
  #socket: Socket;
  #received: string[] = [];
  #wanted = 0;
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(port: number, socket: Socket) {
    this.#port = port;
    this.#socket = this.#use(socket);
  }

  static async open(port: number): Promise<HttpClient> {
    return new HttpClient(port, await connected(port));
  }

  async call(operation: string, body: string): Promise<void> {
    if (this.#socket.destroyed || this.#socket.readableEnded) this.#socket = this.#use(await connected(this.#port));
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(
        `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\n` +
          "X-Amz-Date: 20260101T000000Z\r\n" +
          "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a\r\n" +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #use(socket: Socket): Socket {
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#read(text));
    socket.on("close", () => this.#failed?.(new Error("the server has closed the connection")));
    this.#received = [];
    this.#wanted = 0;
    return socket;
  }

  #read(text: string): void {
    this.#received.push(text);
    this.#wanted -= text.length;
    if (this.#wanted > 0) return;
    const answer = this.#received.join("");
    this.#received = [answer];
    const missing = bytesMissing(answer);
    this.#wanted = missing;
    if (missing > 0) return;
    this.#received = [];
    if (answer.startsWith("HTTP/1.1 200")) this.#answered?.();
    else this.#failed?.(new Error(answer));
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.on("error", reject); // whoever waits for an answer hears of it by "close"
  });
}

/** Returns how many bytes of the response are missing, at least. */
function bytesMissing(answer: string): number {
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) return 1;
  const length = /content-length: (\d+)/i.exec(answer.slice(0, end + 2))?.[1];
  if (length !== undefined) return end + 4 + Number(length) - answer.length;
  return answer.endsWith("\r\n0\r\n\r\n") ? 0 : 1; // chunked
}
