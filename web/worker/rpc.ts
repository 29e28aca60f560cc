/** Typed calls to a worker. The interface is written once, on the answering side; the caller's proxy is derived from its type. */

type Method = (...args: never[]) => Promise<unknown>;
// biome-ignore lint/suspicious/noExplicitAny: a mapped type over methods needs a bivariant argument list
export type Methods<T> = { [K in keyof T]: T[K] extends (...args: any[]) => Promise<unknown> ? T[K] : never };

interface Call {
  rpc: "call";
  id: number;
  method: string;
  args: unknown[];
}
interface Answer {
  rpc: "answer";
  id: number;
  value?: unknown;
  error?: string;
}
interface Notice {
  rpc: "event";
  event: unknown;
}

/** What a Worker and a worker's global scope have in common. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

export interface Remote<T, E> {
  call: Methods<T>;
  onEvent(listener: (event: E) => void): void;
  /** Rejects every pending call, because the worker was terminated. */
  abandon(reason: string): void;
}

/** The calling side. MessagePorts among the arguments are transferred. */
export function connect<T, E>(endpoint: Endpoint): Remote<T, E> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Set<(event: E) => void>();
  let last = 0;
  endpoint.addEventListener("message", ({ data }: MessageEvent<Answer | Notice>) => {
    if (data.rpc === "event") for (const listener of listeners) listener(data.event as E);
    if (data.rpc !== "answer") return;
    const caller = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error === undefined) caller?.resolve(data.value);
    else caller?.reject(new Error(data.error));
  });
  const call = new Proxy({} as Methods<T>, {
    get:
      (_, method: string) =>
      (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = ++last;
          waiting.set(id, { resolve, reject });
          endpoint.postMessage({ rpc: "call", id, method, args } satisfies Call, args.filter(isPort));
        }),
  });
  return {
    call,
    onEvent: (listener) => void listeners.add(listener),
    abandon(reason) {
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}

/** The answering side. Calls run one at a time and in order, except those named in `concurrent`. */
export function serve<T extends object, E>(endpoint: Endpoint, methods: T, concurrent: (keyof T)[] = []): (event: E) => void {
  let queue: Promise<unknown> = Promise.resolve();
  endpoint.addEventListener("message", ({ data }: MessageEvent<Call>) => {
    if (data.rpc !== "call") return;
    const run = async () => {
      const answer: Answer = { rpc: "answer", id: data.id };
      try {
        answer.value = await (methods[data.method as keyof T] as Method)(...(data.args as never[]));
      } catch (error) {
        answer.error = error instanceof Error ? error.message : String(error);
      }
      endpoint.postMessage(answer);
    };
    if (concurrent.includes(data.method as keyof T)) void run();
    else queue = queue.then(run);
  });
  return (event) => endpoint.postMessage({ rpc: "event", event } satisfies Notice);
}

const isPort = (value: unknown): value is MessagePort => typeof MessagePort !== "undefined" && value instanceof MessagePort;
