import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { CallRecord } from "../model/call-record.ts";
import type { EntryMessage, KeptState, ReplicaCalls, ReplicaOptions } from "./messages.ts";
import { Replica } from "./replica.ts";

/** The replica's side of ReplicaCalls, without its worker. */
export class ReplicaServer implements ReplicaCalls {
  #createEngine: (base: string, options: EngineOptions) => Promise<Engine>;
  #replica: Replica | undefined;

  constructor(createEngine: (base: string, options: EngineOptions) => Promise<Engine>) {
    this.#createEngine = createEngine;
  }

  async start({ base, seed, kept }: ReplicaOptions): Promise<void> {
    this.#replica = await Replica.create((options) => this.#createEngine(base, options), seed, kept);
  }

  async repeat(message: EntryMessage): Promise<CallRecord> {
    return this.#started.repeat(message);
  }

  async inspect<Q extends InspectQuery>(query: Q, step?: number): Promise<InspectAnswer<Q>> {
    return this.#started.inspect(query, step);
  }

  async export(): Promise<KeptState> {
    return this.#started.export();
  }

  async branch(step: number, number: number): Promise<KeptState> {
    return this.#started.branch(step, number);
  }

  get #started(): Replica {
    if (!this.#replica) throw new Error("The replica is not started");
    return this.#replica;
  }
}
