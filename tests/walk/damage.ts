import type { Dice } from "./dice.ts";

const WRONG = [
  null,
  "",
  "x".repeat(300),
  "\ud800",
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53 + 2,
  1e300,
  true,
  [],
  [null],
  [[]],
  {},
  { S: "a", N: "1" },
  { N: "1".repeat(39) },
  { N: "1e126" },
  { B: "A" },
  { SS: [] },
  { NS: ["1", "1.0"] },
  { M: { "": { S: "" } } },
];

/** Returns a request's body with something wrong in it: a member, its text or its bytes. */
export function damaged(dice: Dice, input: object): string | Uint8Array {
  const text = JSON.stringify(input);
  switch (dice.below(7)) {
    case 0:
      return text.slice(0, dice.below(text.length));
    case 1: {
      const bytes = Buffer.from(text);
      for (let flips = 1 + dice.below(3); flips > 0; flips -= 1) bytes[dice.below(bytes.length)] = dice.below(256);
      return new Uint8Array(bytes);
    }
    case 2:
      return new Uint8Array(Buffer.concat([Buffer.from(dice.pick(["\ufeff", " ", "[", "\0"])), Buffer.from(text)]));
    case 3:
      return `${text.slice(0, -1)}${dice.pick([",", ',"TableName":"books"}', "}}", ',"Unknown":{"a":[1]}}', "} "])}`;
    default: {
      const copy = JSON.parse(text);
      spoil(dice, copy);
      return JSON.stringify(copy);
    }
  }
}

/** Changes, adds or removes one member somewhere inside. */
function spoil(dice: Dice, value: Record<string, unknown>): void {
  const name = dice.pick(Object.keys(value));
  const inner = value[name];
  if (typeof inner === "object" && inner !== null && dice.chance(0.7)) spoil(dice, inner as Record<string, unknown>);
  else if (name !== undefined && dice.chance(0.3) && !Array.isArray(value)) delete value[name];
  else value[name ?? "S"] = dice.pick(WRONG);
}
