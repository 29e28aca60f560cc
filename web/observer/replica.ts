import { Clock } from "../../wasm/clock.ts";
import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { JournaledEntry } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";
import type { KeptState } from "./messages.ts";

/** Longer requests and answers are cut in the records for the page. */
export const RECORDED_TEXT = 64 * 1024;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** An engine that repeats another's journal and reports what each entry did. */
export class Replica {
  #engine: Engine;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** @param create makes the engine. Only the journal moves the replica's clock. */
  static async create(
    create: (options: EngineOptions) => Promise<Engine>,
    seed: number | undefined,
    state: Uint8Array | undefined,
  ): Promise<Replica> {
    const engine = await create({ seed, observe: true, clock: new Clock(() => 0) });
    if (state) engine.import(state);
    return new Replica(engine);
  }

  repeat({ entry, cell, run }: JournaledEntry): CallRecord {
    const answer = this.#engine.replay(entry);
    const call = entry.kind === "call" ? entry : undefined;
    return {
      ...(cell !== undefined && { cell, run }),
      now: entry.now,
      region: call?.region ?? "",
      target: call?.target ?? "",
      request: recordedText(call?.body ?? ""),
      response: recordedText(answer?.content ?? ""),
      status: answer?.status ?? 200,
      events: this.#engine.drainEvents(),
    };
  }

  inspect<Q extends InspectQuery>(query: Q): InspectAnswer<Q> {
    return this.#engine.inspect(query);
  }

  /** The state and the virtual time of the last entry. */
  export(): KeptState {
    return { state: this.#engine.export(), now: this.#engine.clock.now() };
  }
}

/** The beginning of a request; bytes that are not UTF-8 show as replacement characters. */
function recordedText(body: string | Uint8Array): string {
  return typeof body === "string" ? body.slice(0, RECORDED_TEXT) : decoder.decode(body.subarray(0, RECORDED_TEXT));
}
