import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { JournalMessage } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";
import type { Observer, ObserverEvent, ObserverOptions } from "./messages.ts";
import { Replica } from "./replica.ts";

/** A port whose other end was terminated counts as empty once nothing has arrived for this long, ms. */
const QUIET = 40;
/** How long calls are collected before they are reported, ms. */
const FLUSH_AFTER = 30;

/** The observer without its worker. */
export class JournalObserver implements Observer {
  #createEngine: (base: string, options: EngineOptions) => Promise<Engine>;
  #emit: (event: ObserverEvent) => void;
  #replica: Promise<Replica> | undefined;
  #journal: MessagePort | undefined;
  #heard = 0;
  #pending: CallRecord[] = [];
  #flushTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(createEngine: (base: string, options: EngineOptions) => Promise<Engine>, emit: (event: ObserverEvent) => void) {
    this.#createEngine = createEngine;
    this.#emit = emit;
  }

  async start({ base, seed, state }: ObserverOptions): Promise<void> {
    this.#replica = Replica.create((options) => this.#createEngine(base, options), seed, state);
    await this.#replica;
  }

  async attach(journal: MessagePort): Promise<void> {
    this.#journal?.close();
    const replica = await this.#ready();
    journal.onmessage = ({ data }: MessageEvent<JournalMessage>) => {
      this.#heard = performance.now();
      this.#add(replica.repeat(data));
    };
    this.#journal = journal;
  }

  async inspect<Q extends InspectQuery>(query: Q): Promise<InspectAnswer<Q>> {
    const answer = (await this.#ready()).inspect(query);
    this.#flush(); // the page must not learn later what the answer already includes
    return answer;
  }

  async drain(): Promise<{ state: Uint8Array; now: number }> {
    this.#heard = performance.now();
    while (performance.now() - this.#heard < QUIET) await new Promise((resolve) => setTimeout(resolve, 5));
    this.#flush();
    return (await this.#ready()).export();
  }

  async reset(options: ObserverOptions): Promise<void> {
    this.#journal?.close();
    this.#journal = undefined;
    this.#pending = [];
    const old = await this.#ready();
    await this.start(options);
    old.dispose();
  }

  #ready(): Promise<Replica> {
    return this.#replica ?? Promise.reject(new Error("The observer is not started"));
  }

  #add(record: CallRecord): void {
    this.#pending.push(record);
    this.#flushTimer ??= setTimeout(() => this.#flush(), FLUSH_AFTER);
  }

  #flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    if (this.#pending.length > 0) this.#emit({ type: "calls", calls: this.#pending });
    this.#pending = [];
  }
}
