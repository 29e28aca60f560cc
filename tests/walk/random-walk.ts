import { Clock } from "../../wasm/clock.ts";
import type { EngineOptions, JournalEntry } from "../../wasm/engine.ts";
import type { EngineEvent } from "../../wasm/events.ts";
import { createEngine } from "../../wasm/load.ts";
import { Context, type Maker } from "./context.ts";
import { damaged } from "./damage.ts";
import type { Dice } from "./dice.ts";
import { ITEM_READS, ITEM_WRITES } from "./item-requests.ts";
import { QUERIES } from "./query-requests.ts";
import { STATEMENTS } from "./statement-requests.ts";
import { STREAM_REQUESTS } from "./stream-requests.ts";
import { TABLE_CHANGES, TABLE_CREATION, TABLE_READS } from "./table-requests.ts";

const START = 1_800_000_000_000;
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/** What decides an engine's answers besides its journal. */
export type WalkOptions = Required<Pick<EngineOptions, "seed" | "observe" | "latency" | "throttle">>;

/** What an engine gives back for a step of its journal; status 0 and no body for an advance of the clock. */
export interface Answer {
  status: number;
  body: string;
  /** JSON. */
  events: string;
}

export interface Walk {
  options: WalkOptions;
  journal: JournalEntry[];
  answers: Answer[];
  state: Uint8Array;
  tally: Tally;
}

/** How many answers of each operation had each status. */
export type Tally = Map<string, Map<number, number>>;

/** How often each group of makers is drawn. */
const GROUPS: [weight: number, makers: readonly Maker[]][] = [
  [40, ITEM_WRITES],
  [14, ITEM_READS],
  [16, QUERIES],
  [14, STATEMENTS],
  [9, STREAM_REQUESTS],
  [4, TABLE_READS],
  [3, TABLE_CHANGES],
];
const DRAWN = GROUPS.flatMap(([weight, makers]) => Array<readonly Maker[]>(weight).fill(makers));
/** Tables are made first. */
const CREATIONS = 40;

const ITEM_SERVICE = "DynamoDB_20120810";
const STREAM_SERVICE = "DynamoDBStreams_20120810";
const OF_STREAMS = new Set(["ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"]);
const WRONG_TARGETS = [
  "",
  "PutItem",
  `${ITEM_SERVICE}.`,
  `${ITEM_SERVICE}.NoOperation`,
  `${STREAM_SERVICE}.PutItem`,
  `${ITEM_SERVICE}.CreateBackup`,
];

/** Eight seeds in a row have all combinations of options. */
export const COMBINATIONS = 8;

function optionsOf(seed: number): WalkOptions {
  return { seed, observe: (seed & 1) > 0, latency: (seed & 2) > 0 ? "service" : "none", throttle: (seed & 4) > 0 };
}

/**
 * Makes this many random steps on an engine: requests of all kinds, good and bad, and advances of the clock; the first ones create tables. The same
 * for each seed.
 */
export async function walk(seed: number, steps: number, creations = CREATIONS): Promise<Walk> {
  const options = optionsOf(seed);
  const context = new Context(seed, START);
  const { dice } = context;
  let real = START;
  const engine = await createEngine({ ...options, clock: new Clock(() => real) });
  const journal: JournalEntry[] = [];
  const answers: Answer[] = [];
  const tally: Tally = new Map();
  engine.onJournal((entry) => journal.push(entry));
  const takeEvents = () => (options.observe ? textOf(engine.drainEvents()) : "");
  for (let step = 0; step < steps; step += 1) {
    real = Math.max(START, real + later(dice));
    context.now = engine.clock.now();
    if (dice.chance(0.004)) {
      engine.advance(pause(dice));
      answers.push({ status: 0, body: "", events: takeEvents() });
      continue;
    }
    context.region = dice.usually("eu-west-1", "us-east-1");
    const { operation, target, body } = request(context, step < creations);
    const { status, body: answer } = engine.handle({ region: context.region, target, body });
    answers.push({ status, body: answer, events: takeEvents() });
    if (status === 200) context.learned.add(answer);
    count(tally, operation, status);
  }
  const state = engine.export();
  engine.dispose();
  return { options, journal, answers, state, tally };
}

export const textOf = (events: EngineEvent[]): string => (events.length > 0 ? JSON.stringify(events) : "");

function request(context: Context, first: boolean): { operation: string; target: string; body: string | Uint8Array } {
  const { dice } = context;
  const [operation, input] = first ? TABLE_CREATION(context) : dice.pick(dice.pick(DRAWN))(context);
  const service = OF_STREAMS.has(operation) ? STREAM_SERVICE : ITEM_SERVICE;
  const target = dice.chance(0.002) ? dice.pick(WRONG_TARGETS) : `${service}.${operation}`;
  return { operation, target, body: dice.chance(0.03) ? damaged(dice, input) : JSON.stringify(input) };
}

/** How much time passes between requests: mostly none, and sometimes the machine's clock is set back. */
function later(dice: Dice): number {
  if (dice.chance(0.6)) return 0;
  if (dice.chance(0.98)) return dice.below(30);
  return dice.usually(dice.below(10 * SECOND), dice.below(10 * MINUTE), -dice.below(HOUR));
}

/** How far the clock is moved on: from a millisecond to months. */
function pause(dice: Dice): number {
  return dice.pick([1, 0.5, SECOND, MINUTE, 2 * HOUR, 5 * HOUR]) + dice.below(dice.usually(10 * SECOND, HOUR, DAY, 3 * DAY, 120 * DAY));
}

function count(tally: Tally, operation: string, status: number): void {
  const statuses = tally.get(operation) ?? new Map<number, number>();
  tally.set(operation, statuses.set(status, (statuses.get(status) ?? 0) + 1));
}
