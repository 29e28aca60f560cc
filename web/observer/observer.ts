import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { JournalMessage } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";
import type { Observer, ObserverEvent, ObserverOptions } from "./messages.ts";
import { Replica } from "./replica.ts";

/** A port whose other end was terminated is empty when nothing has come for this long, ms. */
const QUIET = 40;
/** How long calls are gathered before they are told, ms. */
const GATHERING = 30;

/** The observer without its worker. */
export class JournalObserver implements Observer {
  #createEngine: (base: string, options: EngineOptions) => Promise<Engine>;
  #emit: (event: ObserverEvent) => void;
  #replica: Promise<Replica> | undefined;
  #journal: MessagePort | undefined;
  #heard = 0;
  #gathered: CallRecord[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;

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
      this.#gather(replica.repeat(data));
    };
    this.#journal = journal;
  }

  async inspect<Q extends InspectQuery>(query: Q): Promise<InspectAnswer<Q>> {
    const answer = (await this.#ready()).inspect(query);
    this.#tell(); // the page must not hear later of what the answer holds already
    return answer;
  }

  async drain(): Promise<{ state: Uint8Array; now: number }> {
    this.#heard = performance.now();
    while (performance.now() - this.#heard < QUIET) await new Promise((resolve) => setTimeout(resolve, 5));
    this.#tell();
    return (await this.#ready()).export();
  }

  async reset(options: ObserverOptions): Promise<void> {
    this.#journal?.close();
    this.#journal = undefined;
    this.#gathered = [];
    const old = await this.#ready();
    await this.start(options);
    old.dispose();
  }

  #ready(): Promise<Replica> {
    return this.#replica ?? Promise.reject(new Error("The observer is not started"));
  }

  #gather(record: CallRecord): void {
    this.#gathered.push(record);
    this.#telling ??= setTimeout(() => this.#tell(), GATHERING);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (this.#gathered.length > 0) this.#emit({ type: "calls", calls: this.#gathered });
    this.#gathered = [];
  }
}
