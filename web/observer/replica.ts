import { Clock } from "../../wasm/clock.ts";
import type { Engine, EngineOptions } from "../../wasm/engine.ts";
import type { InspectAnswer, InspectQuery } from "../../wasm/events.ts";
import type { JournaledEntry } from "../kernel/messages.ts";
import type { CallRecord } from "../model/call-record.ts";
import type { KeptState } from "./messages.ts";
import { Past } from "./past.ts";

/** Longer requests and answers are cut in the records for the page. */
export const RECORDED_TEXT = 64 * 1024;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** An engine that repeats another's journal and reports what each entry did. */
export class Replica {
  #engine: Engine;
  #past: Past;
  /** Of the last entry. */
  #step: number;
  #now: number;

  private constructor(engine: Engine, { step, now }: Omit<KeptState, "state">) {
    this.#engine = engine;
    this.#step = step;
    this.#now = now;
    this.#past = new Past(engine);
    this.#past.hold(step, now, 0, 0);
  }

  /** @param create makes the engine. Only the journal moves the replica's clock. */
  static async create(
    create: (options: EngineOptions) => Promise<Engine>,
    seed: number | undefined,
    kept: KeptState | undefined,
  ): Promise<Replica> {
    const engine = await create({ seed, observe: true, clock: new Clock(() => 0) });
    if (kept) engine.import(kept.state);
    return new Replica(engine, kept ?? { step: 0, now: 0 });
  }

  repeat({ entry, cell, run }: JournaledEntry): CallRecord {
    const answer = this.#engine.replay(entry);
    const call = entry.kind === "call" ? entry : undefined;
    this.#now = entry.now;
    const events = this.#engine.drainEvents();
    const writes = events.filter(({ type }) => type === "item-written" || type === "index-written").length;
    this.#past.hold(++this.#step, entry.now, call?.body.length ?? 0, writes);
    return {
      step: this.#step,
      ...(cell !== undefined && { cell, run }),
      now: entry.now,
      region: call?.region ?? "",
      target: call?.target ?? "",
      request: recordedText(call?.body ?? ""),
      response: recordedText(answer?.content ?? ""),
      status: answer?.status ?? 200,
      events,
    };
  }

  /** @param step the query is about the state after this one; the current state if undefined. Throws if that is not held any more. */
  inspect<Q extends InspectQuery>(query: Q, step?: number): InspectAnswer<Q> {
    return this.#engine.inspect(step === undefined ? query : { ...query, at: this.#past.idOf(step) });
  }

  /** The state, the virtual time and the step of the last entry. */
  export(): KeptState {
    return { state: this.#engine.export(), now: this.#now, step: this.#step };
  }

  /** Makes the state after a step the start of another history, and forgets what came after it. Throws if it is not held any more. */
  branch(step: number, number: number): KeptState {
    this.#now = this.#past.restore(step);
    this.#step = step;
    this.#engine.branch(number);
    return this.export();
  }
}

/** The beginning of a request; bytes that are not UTF-8 show as replacement characters. */
function recordedText(body: string | Uint8Array): string {
  return typeof body === "string" ? body.slice(0, RECORDED_TEXT) : decoder.decode(body.subarray(0, RECORDED_TEXT));
}
