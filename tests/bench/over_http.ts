import { dynamoDbLocal } from "./dynamodb_local.ts";
import { bareServer, dynaliteOverHttp, endpoint, program } from "./http_subjects.ts";
import { interleave } from "./interleave.ts";
import { atLeast, type Row, type Section } from "./report.ts";
import type { Subject } from "./subject.ts";
import { batchWriteItem, createTable, TASKS } from "./workload.ts";

const ITEMS = 4_000;
const ROUNDS = 9;
/** A JIT compiles on both cores, which would disturb the others' rounds; and a server takes some 20,000 calls until it is at its fastest. */
const WARM_UP_MS = 1_500;
/** A round over HTTP has this many times the calls of one in-process: 16 connections need work. */
const MORE_CALLS = 40;
const LEAST_AGAINST_DYNALITE = 4;
const BUDGETED = ["PutItem", "GetItem", "Query"];
/** For calls whose answers are about as small as those of the server that does nothing. */
const LEAST_AGAINST_NOTHING = 0.65;
const AGAINST_NOTHING = ["PutItem", "GetItem"];

export async function overHttp(): Promise<Section> {
  const local = await dynamoDbLocal();
  const subjects: Subject[] = [await endpoint(), await dynaliteOverHttp()];
  const notes = ["nothing: a Node server that answers each call with {}."];
  if ("missing" in local) notes.push(`DynamoDB Local is left out: ${local.missing}.`);
  else subjects.push(await program("DynamoDB Local", local.command, local.args, local.port));
  subjects.push(await bareServer());
  for (const subject of subjects) await fill(subject);
  const rows: Row[] = [];
  for (const task of TASKS) {
    const { medians, ratio } = await interleave(subjects, { ...task, calls: task.calls * MORE_CALLS }, ITEMS, ROUNDS, WARM_UP_MS);
    const ratios = subjects.slice(1).map((_, at) => ratio(at + 1, 0));
    const [againstDynalite = Number.NaN] = ratios;
    const budgets = BUDGETED.includes(task.operation) ? [atLeast("against dynalite", againstDynalite, LEAST_AGAINST_DYNALITE, " x")] : [];
    if (AGAINST_NOTHING.includes(task.operation))
      budgets.push(atLeast("of nothing", ratios.at(-1) ?? Number.NaN, LEAST_AGAINST_NOTHING, " x"));
    rows.push({ title: task.title, figures: [...medians.map((time) => 1e6 / time), ...ratios], budgets });
  }
  for (const subject of subjects) subject.end();
  const columns = [...subjects.map(({ name }) => name), ...subjects.slice(1).map(({ name }) => `x ${name}`)];
  return { title: "Over HTTP, 16 connections: calls a second", columns, rows, notes };
}

async function fill(subject: Subject): Promise<void> {
  await subject.round("CreateTable", [createTable]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let from = 0; from < ITEMS; from += 400) {
    await subject.round(
      "BatchWriteItem",
      Array.from({ length: 16 }, (_, at) => batchWriteItem(from + at * 25)),
    );
  }
}
