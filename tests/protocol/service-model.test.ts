import assert from "node:assert/strict";
import { test } from "node:test";
import { type Model, readModels, type ModelShape as Shape } from "../../scripts/service-model.ts";
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";

/** A value of the wrong JSON type for a shape, and how the error names it. */
const WRONG: Record<Shape["type"], unknown> = {
  structure: "x",
  list: "x",
  map: "x",
  string: true,
  blob: true,
  integer: "x",
  long: "x",
  boolean: [],
  timestamp: [],
  double: [],
  float: [],
};

interface Wrong {
  path: string;
  /** The whole request with one wrong value in it. */
  body: unknown;
}

/** Yields every place in the shape with a wrong value. Attribute values have their own tests. */
function* wrongs(model: Model, name: string, path: string, wrap: (value: unknown) => unknown, depth = 0): Generator<Wrong> {
  const shape = model.shapes[name] as Shape;
  if (depth > 0) yield { path, body: wrap(WRONG[shape.type]) };
  if (name === "AttributeValue" || depth > 8) return;
  for (const [member, target] of Object.entries(shape.members ?? {})) {
    yield* wrongs(model, target.shape, path ? `${path}.${member}` : member, (value) => wrap({ [member]: value }), depth + 1);
  }
  if (shape.member) yield* wrongs(model, shape.member.shape, `${path}[]`, (value) => wrap([value]), depth + 1);
  if (shape.value) yield* wrongs(model, shape.value.shape, `${path}{}`, (value) => wrap({ key: value }), depth + 1);
}

const lowerCamel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const models = readModels();
const OPERATIONS = (await createEngine()).inspect({ kind: "operations" }).operations.map(({ name }) => name);

function call(engine: Engine, model: Model, operation: string, body: unknown): { __type?: string; message?: string; Message?: string } {
  const target = `${model.metadata.targetPrefix}.${operation}`;
  return JSON.parse(engine.handle({ region: "us-east-1", target, body: JSON.stringify(body) }).body);
}

for (const operation of OPERATIONS) {
  test(`${operation} declares what the service's model declares`, async () => {
    const engine = await createEngine();
    const model = models.find(({ operations }) => operation in operations) as Model;
    const input = (model.operations[operation] as Model["operations"][string]).input.shape;
    const unknown = new Set<string>();
    for (const { path, body } of wrongs(model, input, "", (value) => value)) {
      const answer = call(engine, model, operation, body);
      if (!answer.__type?.endsWith("#SerializationException") || !answer.Message) unknown.add(path);
    }
    assert.deepEqual([...unknown], []);
  });

  test(`${operation} requires what the model requires and knows the model's enums`, async () => {
    const engine = await createEngine();
    const model = models.find(({ operations }) => operation in operations) as Model;
    const shape = model.shapes[(model.operations[operation] as Model["operations"][string]).input.shape] as Shape;
    // Some operations check the table name or ARN before anything else.
    const messages = [{}, { TableName: "books" }, { ResourceArn: "arn:aws:dynamodb:us-east-1:123456789012:table/books" }]
      .map((body) => call(engine, model, operation, body).message)
      .join("\n");
    for (const member of shape.required ?? []) {
      const texts = [`Value null at '${lowerCamel(member)}'`, `The parameter '${member}' is required`];
      if (member === "ResourceArn") texts.push("Invalid TableArn");
      assert.ok(
        texts.some((text) => messages.includes(text)),
        `${member}: ${messages}`,
      );
    }
    for (const [member, target] of Object.entries(shape.members ?? {})) {
      const values = model.shapes[target.shape]?.enum;
      if (!values || member === "TableClass") continue; // TableClass is no constraint: the operations check it themselves
      // A value of two types leaves the request to the older validation layer, which words all enums alike.
      const left = { ExpressionAttributeValues: { ":v": { S: "a", N: "1" } } };
      const answer = call(engine, model, operation, { TableName: "books", ...left, [member]: "NONSENSE" }).message ?? "";
      const set = new RegExp(
        `Value 'NONSENSE' at '${lowerCamel(member)}' failed to satisfy constraint: Member must satisfy enum value set: \\[([^\\]]*)\\]`,
      );
      assert.deepEqual(set.exec(answer)?.[1]?.split(", ").sort(), [...values].sort(), `${member}: ${answer}`);
    }
  });
}
