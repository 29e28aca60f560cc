import type { ConsumedUnits, EngineEvent, KeyElement } from "../../wasm/events.ts";

type Check = (value: unknown) => boolean;
interface Optional {
  optional: Check;
}
/** A check for each member of T, marked if the member is optional: a missing or an additional one is a type error. */
type Shape<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? Optional : Check };

const text: Check = (value) => typeof value === "string" && value !== "";
const anyText: Check = (value) => typeof value === "string";
const flag: Check = (value) => typeof value === "boolean";
const count: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const number: Check = (value) => Number.isInteger(value) && (value as number) > 0;
const units: Check = (value) => typeof value === "number" && value >= 0;
const hash: Check = (value) => typeof value === "string" && /^[0-9a-f]{16}$/.test(value);
const sequence: Check = (value) => typeof value === "string" && /^\d{21,40}$/.test(value);
const oneOf =
  <T extends string>(...values: T[]): Check =>
  (value) =>
    values.includes(value as T);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const object =
  <T>(shape: Shape<T>): Check =>
  (value) =>
    faultsOf(value, shape).length === 0;

const TYPES = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"];
const attribute: Check = (value) => isObject(value) && Object.keys(value).length === 1 && TYPES.includes(Object.keys(value)[0] as string);
const item: Check = (value) => isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(attribute);

const change = oneOf("INSERT", "MODIFY", "REMOVE");
const key = object<KeyElement>({ name: text, role: oneOf("HASH", "RANGE"), type: oneOf("S", "N", "B") });
const consumed = object<ConsumedUnits>({
  table: text,
  index: { optional: text },
  indexKind: { optional: oneOf("local", "global") },
  partition: text,
  readUnits: units,
  writeUnits: units,
});

const common = { step: number, call: count, now: number, region: text };
const table = { table: text, tableId: text };
const images = { old: { optional: item }, new: { optional: item }, transaction: { optional: number } };

const SHAPES: { [T in EngineEvent["type"]]: Shape<Extract<EngineEvent, { type: T }>> } = {
  call: {
    ...common,
    type: text,
    operation: anyText,
    tables: list(text),
    status: oneOfNumbers(200, 400),
    error: { optional: text },
    message: { optional: text },
    readUnits: units,
    writeUnits: units,
    returned: count,
    scanned: count,
    consumed: list(consumed),
  },
  "table-status": {
    ...common,
    ...table,
    type: text,
    status: oneOf("CREATING", "ACTIVE", "UPDATING", "DELETING", "DELETED"),
    keys: list(key),
  },
  "partition-opened": { ...common, ...table, type: text, partition: text, parent: { optional: text }, from: hash, to: hash, items: count },
  "item-written": {
    ...common,
    ...table,
    ...images,
    type: text,
    partition: text,
    hash,
    change,
    keys: item,
    items: count,
    tableItems: count,
  },
  "index-written": { ...common, ...table, type: text, index: text, hash, change, keys: item },
  "stream-status": {
    ...common,
    ...table,
    type: text,
    streamArn: text,
    status: oneOf("ENABLED", "DISABLED", "DELETED"),
    viewType: oneOf("NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY"),
  },
  "shard-opened": {
    ...common,
    type: text,
    streamArn: text,
    shard: text,
    parent: { optional: text },
    partition: text,
    from: hash,
    to: hash,
    startingSequenceNumber: sequence,
  },
  "shard-closed": {
    ...common,
    type: text,
    streamArn: text,
    shard: text,
    endingSequenceNumber: sequence,
    reason: oneOf("split", "rollover", "disabled"),
  },
  record: {
    ...common,
    ...images,
    type: text,
    streamArn: text,
    shard: text,
    sequenceNumber: sequence,
    change,
    keys: item,
    hash,
    byService: { optional: flag },
  },
  "records-trimmed": { ...common, type: text, streamArn: text, shard: text, through: sequence, shardGone: flag },
  "iterator-moved": {
    ...common,
    type: text,
    streamArn: text,
    shard: text,
    reader: text,
    iteratorType: oneOf("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "AT_TIMESTAMP"),
    position: { optional: sequence },
    records: count,
    atEnd: flag,
    expires: number,
  },
};

export const EVENT_TYPES = Object.keys(SHAPES);

/** Returns the members that are missing, unknown or of a kind other than events.ts declares. */
export function eventFaults(event: { type: string }): string[] {
  const shape = SHAPES[event.type as EngineEvent["type"]] as Record<string, Check | Optional> | undefined;
  return shape ? faultsOf(event, shape) : [`no event is a ${event.type}`];
}

/** Returns the names of members that may be omitted, as "record.old". */
export function optionalMembers(): string[] {
  return Object.entries(SHAPES).flatMap(([type, shape]) =>
    Object.entries(shape).flatMap(([name, check]) => (typeof check === "function" ? [] : [`${type}.${name}`])),
  );
}

function faultsOf(value: unknown, shape: Record<string, Check | Optional>): string[] {
  if (!isObject(value)) return ["no object"];
  const unknown = Object.keys(value).filter((name) => !(name in shape));
  const wrong = Object.entries(shape).filter(([name, check]) => {
    const { optional = undefined } = typeof check === "function" ? {} : check;
    if (optional) return name in value && !optional(value[name]);
    return !(check as Check)(value[name]);
  });
  return [...unknown.map((name) => `${name} is unknown`), ...wrong.map(([name]) => `${name} is ${JSON.stringify(value[name])}`)];
}

function oneOfNumbers(...values: number[]): Check {
  return (value) => values.includes(value as number);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
