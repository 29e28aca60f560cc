import { createEngine } from "../../wasm/load.ts";
import type { JournalMessage } from "../../web/kernel/messages.ts";
import type { CallRecord } from "../../web/model/call-record.ts";
import type { ReplicaHandle } from "../../web/observer/follower.ts";
import type { ReplicaCalls, Trouble } from "../../web/observer/messages.ts";
import { JournalObserver } from "../../web/observer/observer.ts";
import { ReplicaServer } from "../../web/observer/replica-server.ts";
import { connect, type Endpoint, serve } from "../../web/worker/rpc.ts";

export const SEED = 5;

/** How a test changes the engines of replicas; the kernel's stays as it is. */
export type ChangeEngine = (engine: Awaited<ReturnType<typeof createEngine>>) => typeof engine;

/** A replica in this thread, behind the ports that its worker would have. */
function startReplica(change: ChangeEngine, onClose: (close: () => void) => void): ReplicaHandle {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  port2.start();
  serve<ReplicaCalls, never>(port2 as Endpoint, new ReplicaServer(async (_base, options) => change(await createEngine(options))));
  const { call, abandon } = connect<ReplicaCalls, never>(port1 as Endpoint);
  const close = () => {
    port1.close();
    port2.close();
    abandon("replaced");
  };
  onClose(close);
  return { call, terminate: close };
}

/** An engine whose journal goes to an observer, as in the page; the page takes every report at once unless told otherwise. */
export async function observed({ change = (engine) => engine, takes = true }: { change?: ChangeEngine; takes?: boolean } = {}) {
  const reports: CallRecord[][] = [];
  const troubles: Trouble[] = [];
  const closers: (() => void)[] = [];
  const engine = await createEngine({ seed: SEED });
  const observer: JournalObserver = new JournalObserver(
    () => startReplica(change, (close) => closers.push(close)),
    (event) => {
      if (event.type === "trouble") return void troubles.push(event.trouble);
      reports.push(event.calls);
      if (takes) void observer.taken(1_000);
    },
  );
  await observer.start({ base: "", seed: SEED });
  const { port1, port2 } = new MessageChannel();
  await observer.attach(port2);
  closers.push(() => port1.close());
  let number = 0;
  engine.onJournal((entry) => port1.postMessage({ type: "entry", number: ++number, cell: "c1", entry } satisfies JournalMessage));
  const call = (operation: string, body: object) =>
    engine.handle({ region: "us-east-2", target: `DynamoDB_20120810.${operation}`, body: JSON.stringify(body) });
  const put = (author: string) => call("PutItem", { TableName: "books", Item: { Author: { S: author } } });
  const finished = (ms: number) => port1.postMessage({ type: "finished", ms } satisfies JournalMessage);
  const close = () => closers.map((each) => each());
  return { engine, observer, reports, reported: () => reports.flat(), troubles, call, put, finished, close };
}

export const TABLE = {
  TableName: "books",
  KeySchema: [{ AttributeName: "Author", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "Author", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};
