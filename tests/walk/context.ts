import { RandomExpressions } from "../expression/random-expressions.ts";
import { Dice } from "./dice.ts";
import { Learned } from "./learned.ts";
import { type IndexSchema, TABLES, type TableSchema } from "./schemas.ts";
import { Values } from "./values.ts";

/** What the makers of requests draw from. */
export class Context {
  readonly dice: Dice;
  readonly values: Values;
  readonly expressions: RandomExpressions;
  readonly learned: Learned;
  region = "eu-west-1";
  now: number;

  constructor(seed: number, now: number) {
    this.dice = new Dice(seed);
    this.values = new Values(this.dice);
    this.expressions = new RandomExpressions(this.dice.below);
    this.learned = new Learned(this.dice);
    this.now = now;
  }

  table(): TableSchema {
    return this.dice.pick(TABLES);
  }

  /** A table under its name or its ARN. */
  nameOf({ name }: TableSchema): string {
    return this.dice.usually(name, name, this.arnOf(name));
  }

  arnOf(table: string): string {
    return `arn:aws:dynamodb:${this.region}:123456789012:table/${table}`;
  }

  /** One of the table's indexes, or undefined for the table itself. */
  place(table: TableSchema): IndexSchema | undefined {
    return this.dice.chance(0.5) ? undefined : this.dice.pick(table.indexes);
  }

  /** An expression, seldom with a damaged token; some name a key attribute. */
  expression(kind: "condition" | "update" | "projection"): string {
    const text = kind === "projection" && this.dice.chance(0.6) ? this.expressions.path() : this.expressions[kind]();
    const spoilt = this.dice.chance(0.02) ? this.expressions.spoilt(text) : text;
    return this.dice.chance(0.3) ? spoilt.replace(/\bc\b/g, this.dice.pick(["g", "h", "ttl", "pk"])) : spoilt;
  }
}

export type Request = [operation: string, input: object];
export type Maker = (context: Context) => Request;
