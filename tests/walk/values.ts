import { RandomExpressions } from "../expression/random-expressions.ts";
import type { Dice } from "./dice.ts";
import { KEY_TYPES, type Schema } from "./schemas.ts";

export type Value = Record<string, unknown>;
export type Item = Record<string, Value>;

const NUMBERS = ["0", "-0", "1", "-1", "1.0", "007", "2.50", "1e3", "-1.5E-7", "9.9999999999999999999999999999999999999E+125", "1E-130"];
const TEXTS = ["", "a", "ab", "Ñandú", "紫式部", "𝄞", "é\u0000", '"\\\n\t', "'", "\u2028", "\ud7ff\ue000"];
const BYTES = ["", "AA==", "AQI=", "/////w==", "Zm9vYmFy"];

/** Items, keys and attribute values. */
export class Values {
  readonly #dice: Dice;
  readonly #expressions: RandomExpressions;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#expressions = new RandomExpressions(dice.below);
  }

  /** @param now in milliseconds; what expires does so in the days around it. */
  item(schema: Schema, now: number): Item {
    const dice = this.#dice;
    const item: Item = { ...(this.#expressions.item() as Item), ...this.key(schema) };
    for (const name of ["g", "h", "i", "pk", "sk"]) if (!(name in item) && dice.chance(0.4)) item[name] = this.keyValue(name);
    if (dice.chance(0.2)) item.ttl = this.expiry(now);
    if (dice.chance(0.3)) item[dice.pick(["x", "y", "ü"])] = this.value(3);
    if (dice.chance(0.03)) item.long = { S: dice.pick(["x", "ü", "€", "😀"]).repeat(dice.below(dice.usually(3_000, 30_000, 103_000))) };
    return item;
  }

  /** Keys repeat often enough to meet the same item again. */
  key({ key }: Schema): Item {
    return Object.fromEntries(key.map(([name]) => [name, this.keyValue(name)]));
  }

  keyValue(name: string): Value {
    const dice = this.#dice;
    if (dice.chance(0.002)) return this.value(1);
    const type = KEY_TYPES[name] ?? "S";
    const number = dice.below(name === "sk" || name === "h" ? 8 : 14);
    if (type === "N") return { N: dice.usually(String(number - 3), `${number}.5`, `${number}e20`, `-0.000${number}`) };
    if (type === "B") return { B: Buffer.from([number, ...(dice.chance(0.2) ? [255, 0] : [])]).toString("base64") };
    return { S: dice.usually(`${name}${number}`, `ü${number}`, `${number}`.repeat(60)) };
  }

  expiry(now: number): Value {
    const dice = this.#dice;
    const seconds = Math.floor(now / 1000) + dice.pick([-10 * 365 * 86_400, -60, 0, 60, 3_600, 2 * 86_400]) + dice.below(1_000);
    return dice.usually<Value>({ N: String(seconds) }, { N: `${seconds}.5` }, { S: String(seconds) }, { N: "-1" }, { N: "1e30" });
  }

  number(): string {
    const dice = this.#dice;
    if (dice.chance(0.4)) return dice.pick(NUMBERS);
    const digits = dice.some(1, dice.usually(6, 20, 38), () => dice.below(10)).join("");
    return dice.usually(digits, `-${digits}`, `0.${digits}`, `${digits}E${dice.below(80)}`, `-${digits}e-${dice.below(120)}`);
  }

  value(depth: number): Value {
    const dice = this.#dice;
    switch (dice.below(depth > 0 ? 10 : 5)) {
      case 0:
        return { S: dice.pick(TEXTS) };
      case 1:
        return { N: this.number() };
      case 2:
        return { B: dice.pick(BYTES) };
      case 3:
        return { BOOL: dice.chance(0.5) };
      case 4:
        return { NULL: true };
      case 5:
        return { SS: distinct(dice.some(1, 6, () => dice.pick(TEXTS))) };
      case 6:
        return { NS: distinct(dice.some(1, dice.usually(6, 40), () => this.number())) };
      case 7:
        return { BS: distinct(dice.some(1, 4, () => dice.pick(BYTES))) };
      case 8:
        return { L: dice.some(0, 4, () => this.value(depth - 1)) };
      default:
        return { M: Object.fromEntries(dice.some(0, 4, () => [dice.pick(["x", "a", "l", "m.x", "ü"]), this.value(depth - 1)])) };
    }
  }
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
