import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import { JOURNAL_LEASE, type JournalMessage } from "../kernel/messages.ts";
import { isRaised, lowerFlag } from "../worker/flag.ts";
import { Follower, type ReplicaHandle } from "./follower.ts";
import type { KeptState, Observer, ObserverEvent, ReplicaOptions } from "./messages.ts";
import { Reports } from "./reports.ts";

/** For how long a terminated worker may go on in a browser where flags do not work, ms. */
const LONGEST_DEATH = 2_500;

/** The observer without its worker. */
export class JournalObserver implements Observer {
  #startReplica: () => ReplicaHandle;
  #emit: (event: ObserverEvent) => void;
  #reports: Reports;
  #follower: Follower | undefined;
  #journal: MessagePort | undefined;
  /** Of the last entry heard. */
  #number = 0;
  #begun: Extract<JournalMessage, { type: "begin" }> | undefined;

  constructor(startReplica: () => ReplicaHandle, emit: (event: ObserverEvent) => void) {
    this.#startReplica = startReplica;
    this.#emit = emit;
    this.#reports = new Reports((calls) => emit({ type: "calls", calls }));
  }

  async start(options: ReplicaOptions): Promise<void> {
    this.#follower = new Follower(options, this.#startReplica, {
      hasRoom: () => this.#reports.hasRoom,
      repeated: (record) => this.#reports.add(record),
      trouble: (trouble) => this.#emit({ type: "trouble", trouble }),
    });
    await this.#follower.start();
  }

  async attach(journal: MessagePort): Promise<void> {
    this.#journal = journal;
    this.#begun = undefined;
    this.#number = 0;
    journal.onmessage = ({ data }: MessageEvent<JournalMessage>) => this.#hear(data);
  }

  async inspect<Q extends InspectQuery>(query: Q, step?: number): Promise<InspectAnswer<Q>> {
    const answer = await this.#following.inspect(query, step);
    await this.#reports.sent(); // the page must not learn later what the answer already includes
    return answer;
  }

  async drain(): Promise<KeptState> {
    await this.#endJournal();
    const kept = await this.#following.settle();
    this.#reports.flush();
    return kept;
  }

  branch(step: number, number: number): Promise<KeptState> {
    return this.#following.branch(step, number);
  }

  async taken(limit: number): Promise<void> {
    this.#reports.taken(limit);
    this.#follower?.resume();
  }

  get #following(): Follower {
    if (!this.#follower) throw new Error("The observer is not started");
    return this.#follower;
  }

  #hear(message: JournalMessage): void {
    switch (message.type) {
      case "begin":
        this.#begun = message;
        break;
      case "entry":
        if (message.number !== ++this.#number) throw new Error(`The journal lacks entries ${this.#number} to ${message.number - 1}`);
        this.#following.add(message);
        break;
      case "finished":
        this.#following.finished(message.ms);
        break;
    }
  }

  /** From here on no call of the kernel is answered, and every entry of one that was has been heard. */
  async #endJournal(): Promise<void> {
    await heardSoFar();
    if (this.#begun?.lease !== undefined) await endLease(this.#begun.lease);
    else if (this.#begun) await delay(LONGEST_DEATH);
    await heardSoFar();
    this.#journal?.close();
    this.#journal = undefined;
  }
}

/** Resolves when no kernel can believe any more that it has not been stopped. */
async function endLease(lease: string): Promise<void> {
  lowerFlag(lease);
  while (isRaised(lease)) await delay(1);
  await delay(JOURNAL_LEASE);
}

/** Resolves when all messages that were in a port of this worker have been delivered. */
async function heardSoFar(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  for (let rounds = 0; rounds < 2; rounds++) {
    const heard = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    port2.postMessage(undefined);
    await heard;
  }
  port1.close();
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
