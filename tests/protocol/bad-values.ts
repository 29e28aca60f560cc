import type { Model, ModelShape } from "../../scripts/service-model.ts";

/** A step from a value into its contents: a member's name, a list element, a map entry. */
type Step = { member: string } | { element: true } | { entry: true };

export interface Place {
  /** "RequestItems{}.Keys[]" */
  path: string;
  steps: Step[];
  /** Its name in the service's model. */
  shape: string;
}

const MOST_ELEMENTS = 101;
const MOST_CHARACTERS = 70_000;
const DEEPEST = 9;
const OF_ANY_TYPE = [
  null,
  true,
  false,
  1,
  -1,
  0,
  1.5,
  1e300,
  "",
  "x",
  "true",
  "é\u0000\ud83d\ude00",
  [],
  [null],
  ["x"],
  [[]],
  {},
  { a: null },
  { a: "x" },
];
const INTEGERS = [2 ** 31, 2 ** 53 + 2, -(2 ** 31) - 1, 2 ** 63, -(2 ** 63), 1e30, -1e30];

const ATTRIBUTE_VALUES = [
  { Q: "x" },
  { S: "a", N: "1" },
  { S: "a", Q: 1 },
  ...["", "x", "1e126", "1e-131", "1".repeat(39), "1".repeat(500), "NaN", "0x1", " 1", "1_0", "١", "-0", "1e99999999999999999999"].map(
    (N) => ({ N }),
  ),
  ...["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"].flatMap((type) => OF_ANY_TYPE.map((value) => ({ [type]: value }))),
  ...["SS", "NS", "BS"].map((type) => ({ [type]: ["AA==", "AA=="] })),
  { NS: ["1", "1.0"] },
  { B: "A" },
  { B: "AAA!" },
  { B: "AB==" },
  { M: { "": { S: "" } } },
  { M: { a: { L: [{ M: { b: { N: "x" } } }] } } },
  { L: [{ S: "a" }, {}] },
  { S: "x".repeat(410_000) },
  { S: "" },
  nested(32),
  nested(33),
];

function nested(levels: number): object {
  return levels === 1 ? { S: "x" } : { L: [nested(levels - 1)] };
}

/** Yields every place in an input, from the outside in. Attribute values have no inner places. */
export function* placesOf(model: Model, shape: string, path = "", steps: Step[] = []): Generator<Place> {
  if (steps.length > 0) yield { path, steps, shape };
  const { members = {}, member, value } = model.shapes[shape] as ModelShape;
  if (shape === "AttributeValue" || steps.length >= DEEPEST) return;
  for (const [name, target] of Object.entries(members)) {
    yield* placesOf(model, target.shape, path ? `${path}.${name}` : name, [...steps, { member: name }]);
  }
  if (member) yield* placesOf(model, member.shape, `${path}[]`, [...steps, { element: true }]);
  if (value) yield* placesOf(model, value.shape, `${path}{}`, [...steps, { entry: true }]);
}

/** Yields values that do not belong at the place, or are at its limits; undefined means absent. */
export function* badValuesAt({ shape: name }: Place, model: Model, good: unknown): Generator<unknown> {
  const shape = model.shapes[name] as ModelShape;
  yield undefined;
  yield* OF_ANY_TYPE;
  if (name === "AttributeValue") yield* ATTRIBUTE_VALUES;
  else if (shape.type === "structure") yield { ...(good as object), Unheard: { of: [1, { x: null }] } };
  else if (shape.type === "list")
    yield* lengths(shape, MOST_ELEMENTS).map((length) => Array(length).fill(good === undefined ? null : (good as unknown[])[0]));
  else if (shape.type === "map")
    yield* lengths(shape, MOST_ELEMENTS).map((length) => mapOf(length, Object.values((good as object | undefined) ?? { a: null })[0]));
  else if (shape.type === "string" || shape.type === "blob") yield* lengths(shape, MOST_CHARACTERS).map((length) => "x".repeat(length));
  else if (shape.type === "integer" || shape.type === "long") yield* [...INTEGERS, (shape.min ?? 0) - 1, (shape.max ?? 0) + 1];
}

/** Returns lengths just outside the limits, and far outside. */
function lengths({ min = 0, max = 0 }: ModelShape, most: number): number[] {
  const wanted = [min - 1, min, max + 1, max === 0 ? most : 2].filter((length) => length >= 0 && length <= most);
  return [...new Set(wanted)];
}

function mapOf(length: number, value: unknown): object {
  return Object.fromEntries(Array.from({ length }, (_, index) => [`key${index}`, value]));
}

/** Returns a copy of the request with `value` at the place, making whatever is missing on the way there. */
export function withValue(
  request: unknown,
  place: Place,
  value: unknown,
  make: (shape: string) => unknown,
  model: Model,
  shape: string,
): unknown {
  const [step, ...steps] = place.steps;
  if (step === undefined) return value;
  const here = model.shapes[shape] as ModelShape;
  if ("member" in step) {
    const target = (here.members?.[step.member] as { shape: string }).shape;
    const whole = (request ?? make(shape)) as Record<string, unknown>;
    return { ...whole, [step.member]: withValue(whole[step.member], { ...place, steps }, value, make, model, target) };
  }
  if ("element" in step) {
    const [first, ...others] = (request as unknown[] | undefined) ?? [];
    return [withValue(first, { ...place, steps }, value, make, model, (here.member as { shape: string }).shape), ...others];
  }
  const whole = (request as Record<string, unknown> | undefined) ?? {};
  const key = Object.keys(whole)[0] ?? "a";
  return { ...whole, [key]: withValue(whole[key], { ...place, steps }, value, make, model, (here.value as { shape: string }).shape) };
}

export function valueAt(request: unknown, steps: Step[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (value === undefined || value === null) return undefined;
    return "member" in step ? (value as Record<string, unknown>)[step.member] : Object.values(value as object)[0];
  }, request);
}
