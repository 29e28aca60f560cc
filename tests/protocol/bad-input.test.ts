import assert from "node:assert/strict";
import { test } from "node:test";
import { type Model, readModels } from "../../scripts/service-model.ts";
import { Clock } from "../../wasm/clock.ts";
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";
import { badValuesAt, placesOf, valueAt, withValue } from "./bad-values.ts";
import { Library } from "./valid-requests.ts";

const models = readModels();
/** Errors found in the data: what was read has been charged for. */
const READ_FIRST = /#(ConditionalCheckFailed|TransactionCanceled|DuplicateItem)Exception/;
/** Errors that any operation may report. */
const COMMON = ["ValidationException", "SerializationException", "AccessDeniedException"];

const engineAtRest = () => createEngine({ clock: new Clock(() => 1_800_000_000_000) });
const supported = (await engineAtRest()).inspect({ kind: "operations" }).operations;

for (const region of ["us-east-1", "eu-west-1"]) {
  for (const { service, name, mutates } of supported) {
    test(`${name} in ${region} refuses whatever does not belong in it, and then changes nothing`, async () => {
      const engine = await engineAtRest();
      const library = new Library(engine, region, name);
      const model = models.find(({ metadata }) => metadata.targetPrefix === service) as Model;
      const state = new HeldState(engine);
      const target = `${service}.${name}`;
      const call = (body: unknown) => engine.handle({ region, target, body: JSON.stringify(body) });
      const good = call(library.request(name, model));
      assert.equal(good.status, 200, good.body);
      for (const body of badRequests(model, name, library)) {
        state.restore();
        const answer = call(body);
        const text = () => `${JSON.stringify(body).slice(0, 2000)} -> ${answer.status} ${answer.body.slice(0, 500)}`;
        if (answer.status !== 200) assertFault(answer, model, name, text);
        if (answer.status === 400 && !READ_FIRST.test(answer.body)) assert.ok(state.isUntouched(), `has left a trace: ${text()}`);
        else if (answer.status !== 200 || !mutates) assert.ok(state.holdsTheSame(), `has changed something: ${text()}`);
      }
    });
  }
}

function* badRequests(model: Model, operation: string, library: Library): Generator<unknown> {
  const { shape } = (model.operations[operation] as Model["operations"][string]).input;
  const make = (name: string) => library.sample(model, name);
  const request = library.request(operation, model);
  for (const place of placesOf(model, shape)) {
    const good = valueAt(request, place.steps) ?? make(place.shape);
    for (const bad of badValuesAt(place, model, good)) yield withValue(request, place, bad, make, model, shape);
  }
}

function assertFault({ status, body }: { status: number; body: string }, model: Model, operation: string, text: () => string): void {
  const { __type, message, Message } = JSON.parse(body) as { __type: string; message?: string; Message?: string };
  const fault = __type.split("#")[1] as string;
  const modelled = (model.operations[operation] as Model["operations"][string]).errors?.map(({ shape }) => shape) ?? [];
  assert.equal(status, 400, text());
  assert.ok([...COMMON, ...modelled].includes(fault), text());
  assert.ok(message || Message || fault === "SerializationException", text());
}

/** The state to return to before each call. Calls are counted in it, so a call that does nothing defines what unchanged means. */
class HeldState {
  readonly #engine: Engine;
  readonly #held: number;
  readonly #afterNothing: Buffer;
  readonly #contents: string;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#held = engine.snapshot();
    engine.handle({ region: "us-east-1", target: "", body: "" });
    this.#afterNothing = Buffer.from(engine.export());
    this.#contents = this.#readContents();
    this.restore();
  }

  restore(): void {
    this.#engine.restore(this.#held);
  }

  /** Compares every byte. */
  isUntouched(): boolean {
    return this.#afterNothing.equals(this.#engine.export());
  }

  /** Compares tables, items and streams, but not consumed capacity. */
  holdsTheSame(): boolean {
    return this.#readContents() === this.#contents;
  }

  #readContents(): string {
    const { tables } = this.#engine.inspect({ kind: "tables" });
    const items = tables.map(({ region, table }) => this.#engine.inspect({ kind: "items", region, table, offset: 0, limit: 100 }));
    const contents = [tables, items, this.#engine.inspect({ kind: "streams" })];
    return JSON.stringify(contents, (key, value) => (key.endsWith("Units") ? undefined : value));
  }
}
