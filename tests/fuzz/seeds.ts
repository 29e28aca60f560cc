/**
 * node --import tsx tests/fuzz/seeds.ts FOLDER: writes inputs for the fuzzers to start from, made by random walks, into FOLDER/request,
 * expression, statement and checkpoint.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "../../wasm/load.ts";
import { Context } from "../walk/context.ts";
import { walk } from "../walk/random-walk.ts";
import { statement } from "../walk/statement-requests.ts";

const WALKS = 200;
const MORE_STEPS_EACH = 2;
const MOST_CREATIONS = 12;
const TEXTS = 1_500;
/** Of the export, which the checkpoint's fuzzer computes. */
const CHECKSUM_BYTES = 8;
/** Larger states only make the fuzzer slow. */
const MOST_STATE_BYTES = 12 * 1024;
/** How many requests of one operation with one status. */
const MOST_ALIKE = 60;

const folder = process.argv[2];
if (folder === undefined) throw new Error("Into which folder? tests/fuzz/seeds.ts FOLDER");

const counts = new Map<string, number>();

function write(kind: string, bytes: string | Uint8Array): void {
  const count = counts.get(kind) ?? 0;
  if (count === 0) mkdirSync(join(folder as string, kind), { recursive: true });
  counts.set(kind, count + 1);
  writeFileSync(join(folder as string, kind, String(count).padStart(5, "0")), bytes);
}

async function writeRequestsAndCheckpoints(): Promise<void> {
  const engine = await createEngine();
  const targets = engine.inspect({ kind: "operations" }).operations.map(({ service, name }) => `${service}.${name}`);
  const alike = new Map<string, number>();
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const { journal, answers, state } = await walk(seed, seed * MORE_STEPS_EACH, 1 + (seed % MOST_CREATIONS));
    if (state.length <= MOST_STATE_BYTES) write("checkpoint", state.subarray(0, -CHECKSUM_BYTES));
    for (const [index, entry] of journal.entries()) {
      if (entry.kind !== "call" || entry.body.length > 3_000) continue;
      const choice = targets.indexOf(entry.target);
      const kind = `${entry.target} ${answers[index]?.status}`;
      const count = (alike.get(kind) ?? 0) + 1;
      if (choice < 0 || count > MOST_ALIKE) continue;
      alike.set(kind, count);
      // The fuzzed engine's table is in its first region.
      const body = Buffer.from(Buffer.from(entry.body).toString("latin1").replaceAll("eu-west-1", "us-east-1"), "latin1");
      write("request", Buffer.concat([Buffer.from([choice]), body]));
    }
  }
}

function writeTexts(): void {
  const context = new Context(1, 1_700_000_000_000);
  for (let left = TEXTS; left > 0; left -= 1) {
    write("expression", context.expression(context.dice.pick(["condition", "update", "projection"])));
    const { Statement, Parameters } = statement(context, "select", "insert", "update", "deletion", "exists");
    if (Parameters === undefined && Statement.length < 2_000)
      write("statement", Statement.replaceAll(/\b(pairs|numbers|bytes)\b/g, "books"));
  }
}

await writeRequestsAndCheckpoints();
writeTexts();
console.log([...counts].map(([kind, count]) => `${count} ${kind}`).join(", "));
