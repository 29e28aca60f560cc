import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { operationsPage, PAGE } from "../../scripts/operations-page.ts";
import { readModels } from "../../scripts/service-model.ts";
import { createEngine } from "../../wasm/load.ts";

const UNKNOWN_OPERATION = '{"__type":"com.amazon.coral.service#UnknownOperationException"}';

test("docs/operations.md matches the engine; scripts/operations-page.ts writes it", async () => {
  assert.equal(await readFile(PAGE, "utf8"), await operationsPage());
});

test("each listed operation belongs to the service and works; every other is unknown", async () => {
  const engine = await createEngine();
  const listed = new Set(engine.inspect({ kind: "operations" }).operations.map(({ service, name }) => `${service}.${name}`));
  const modelled = readModels().flatMap(({ metadata, operations }) =>
    Object.keys(operations).map((name) => `${metadata.targetPrefix}.${name}`),
  );
  assert.deepEqual(
    [...listed].filter((target) => !modelled.includes(target)),
    [],
  );
  for (const target of modelled) {
    const { body } = engine.handle({ region: "us-east-1", target, body: "{}" });
    assert.equal(body !== UNKNOWN_OPERATION, listed.has(target), target);
  }
});
