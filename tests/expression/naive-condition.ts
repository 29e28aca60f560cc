import { type Condition, NaiveParser, type Operand, Refusal, type Test } from "./naive-parser.ts";
import { at, bytes, type Item, members, type Step, same, typeOf, type Value } from "./naive-value.ts";

export type Placeholders = { names: Record<string, string>; values: Record<string, Value> };

const OPERANDS: Record<string, number> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const RESERVED = ["SIZE", "NAME", "YEAR", "STATUS", "AND", "OR", "NOT", "IN", "BETWEEN", "SET", "ADD"];
const TYPES = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];

export const shown = (path: Step[]): string => `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;

/** Returns all operands, each followed by those of its function. */
export function everyOperand(operands: Operand[]): Operand[] {
  return operands.flatMap((operand) => ["call" in operand ? [operand, ...everyOperand(operand.args)] : [operand]].flat());
}

export function refuseReserved(path: Step[]): void {
  const word = path.find((step) => typeof step === "string" && RESERVED.includes(step.toUpperCase()));
  if (word !== undefined) throw new Refusal(`Attribute name is a reserved keyword; reserved keyword: ${word}`);
}

export function named(path: Step[], { names }: Placeholders): Step[] {
  return path.map((step) => {
    if (typeof step === "number" || !step.startsWith("#")) return step;
    if (!(step in names))
      throw new Refusal(`An expression attribute name used in the document path is not defined; attribute name: ${step}`);
    return names[step] as string;
  });
}

export function resolved(operand: Operand, placeholders: Placeholders): void {
  if ("path" in operand) operand.path = named(operand.path, placeholders);
  else if ("call" in operand) for (const argument of operand.args) resolved(argument, placeholders);
  else if (!(operand.value in placeholders.values)) {
    throw new Refusal(`An expression attribute value used in expression is not defined; attribute value: ${operand.value}`);
  }
}

const wrongType = (op: string, type: string) =>
  new Refusal(`Incorrect operand type for operator or function; operator or function: ${op}, operand type: ${type}`);

export const wrongCount = (op: string, count: number) =>
  new Refusal(`Incorrect number of operands for operator or function; operator or function: ${op}, number of operands: ${count}`);

class Checker {
  constructor(private readonly placeholders: Placeholders) {}

  /** Returns the type of an operand if it does not depend on the item. */
  private known(operand: Operand): string | undefined {
    if ("call" in operand) return "N";
    return "value" in operand ? typeOf(this.placeholders.values[operand.value] as Value) : undefined;
  }

  private countArguments(operand: Operand): void {
    if (!("call" in operand)) return;
    for (const argument of operand.args) this.countArguments(argument);
    if (operand.args.length !== OPERANDS[operand.call]) throw wrongCount(operand.call, operand.args.length);
  }

  check({ op, operands }: Test): void {
    for (const operand of operands) resolved(operand, this.placeholders);
    for (const operand of operands) this.countArguments(operand);
    if (op in OPERANDS && operands.length !== OPERANDS[op]) throw wrongCount(op, operands.length);
    const [first, ...others] = operands as [Operand, ...Operand[]];
    if ("path" in first && others.some((other) => "path" in other && shown(other.path) === shown(first.path))) {
      throw new Refusal(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${op}, first operand: ${shown(first.path)}`,
      );
    }
    for (const operand of operands) this.checkSize(operand);
    this.checkTypes(op, operands);
  }

  private checkSize(operand: Operand): void {
    if (!("call" in operand)) return;
    const type = this.known(operand.args[0] as Operand);
    if (type && ["N", "BOOL", "NULL"].includes(type)) throw wrongType("size", type);
  }

  private checkTypes(op: string, operands: Operand[]): void {
    const types = operands.map((operand) => this.known(operand));
    const allow = (...allowed: string[]) => {
      const wrong = types.find((type) => type && !allowed.includes(type));
      if (wrong) throw wrongType(op, wrong);
    };
    if (op === "begins_with") allow("S", "B");
    if (["<", "<=", ">", ">=", "BETWEEN"].includes(op)) allow("S", "N", "B");
    if (["attribute_exists", "attribute_not_exists"].includes(op) && operands[0] && !("path" in operands[0])) {
      throw new Refusal(`Operator or function requires a document path; operator or function: ${op}`);
    }
    if (op === "attribute_type") this.checkTypeName(operands[1] as Operand);
    if (op === "BETWEEN") this.checkBounds(operands[1] as Operand, operands[2] as Operand);
  }

  private checkTypeName(operand: Operand): void {
    if (!("value" in operand)) throw wrongType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    const { S } = this.placeholders.values[operand.value] as Value;
    if (S === undefined) throw wrongType("attribute_type", this.known(operand) as string);
    if (!TYPES.includes(S)) throw new Refusal(`Invalid attribute type name found; type: ${S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
  }

  private checkBounds(low: Operand, high: Operand): void {
    if (!("value" in low && "value" in high)) return;
    const [least, most] = [this.placeholders.values[low.value] as Value, this.placeholders.values[high.value] as Value];
    if (typeOf(least) !== typeOf(most)) throw new Refusal("The BETWEEN operator requires same data type for lower and upper bounds;");
    if (order(least, most) > 0) throw new Refusal("The BETWEEN operator requires upper bound to be greater than or equal to lower bound;");
  }
}

function order(a: Value, b: Value): number {
  if (a.N !== undefined) return Number(a.N) - Number(b.N);
  const [left, right] =
    a.S !== undefined
      ? [Buffer.from(a.S), Buffer.from(b.S as string)]
      : [Buffer.from(a.B as string, "base64"), Buffer.from(b.B as string, "base64")];
  return Buffer.compare(left, right);
}

function testsOf(condition: Condition): Test[] {
  return "children" in condition ? condition.children.flatMap(testsOf) : [condition];
}

function anyDoubled(condition: Condition): boolean {
  if (condition.doubled) return true;
  return "children" in condition ? condition.children.some(anyDoubled) : everyOperand(condition.operands).some(({ doubled }) => doubled);
}

/** Parses a condition; throws the service's refusal. */
export function readCondition(text: string, placeholders: Placeholders): Condition {
  const condition = new NaiveParser(text, ["AND", "OR", "NOT", "BETWEEN", "IN"]).condition();
  if (anyDoubled(condition)) throw new Refusal("The expression has redundant parentheses;");
  const tests = testsOf(condition);
  const calls = (test: Test) => everyOperand(test.operands).flatMap((operand) => ("call" in operand ? [operand.call] : []));
  for (const test of tests) {
    for (const name of [...(test.called ? [test.op] : []), ...calls(test)]) {
      if (!Object.hasOwn(OPERANDS, name)) throw new Refusal(`Invalid function name; function: ${name}`);
    }
  }
  for (const test of tests) {
    const misused = test.op === "size" ? "size" : calls(test).find((name) => name !== "size");
    if (misused) throw new Refusal(`The function is not allowed to be used this way in an expression; function: ${misused}`);
  }
  for (const operand of tests.flatMap((test) => everyOperand(test.operands))) if ("path" in operand) refuseReserved(operand.path);
  const checker = new Checker(placeholders);
  for (const test of tests) checker.check(test);
  return condition;
}

export function holds(condition: Condition, item: Item, values: Placeholders["values"]): boolean {
  const size = (value: Value): number | undefined => {
    if (value.B !== undefined) return bytes(value.B).length;
    return value.S?.length ?? members(value)?.length ?? value.L?.length ?? (value.M && Object.keys(value.M).length);
  };
  const evaluated = (operand: Operand): Value | undefined => {
    if ("value" in operand) return values[operand.value];
    if ("path" in operand) return at(item, operand.path);
    const argument = evaluated(operand.args[0] as Operand);
    const length = argument && size(argument);
    return length === undefined ? undefined : { N: String(length) };
  };
  const compares = (op: string, a?: Value, b?: Value): boolean => {
    if (op === "<>") return !compares("=", a, b);
    if (!a || !b || typeOf(a) !== typeOf(b)) return false;
    if (op === "=") return same(a, b);
    if (!["S", "N", "B"].includes(typeOf(a))) return false;
    const sign = order(a, b);
    return op === "<" ? sign < 0 : op === "<=" ? sign <= 0 : op === ">" ? sign > 0 : sign >= 0;
  };
  const contains = (a: Value, b: Value): boolean => {
    if (a.L) return a.L.some((element) => same(element, b));
    if (a.S !== undefined && b.S !== undefined) return a.S.includes(b.S);
    if (a.B !== undefined && b.B !== undefined) return bytes(a.B).includes(bytes(b.B));
    return members(a) !== undefined && typeOf(a) === `${typeOf(b)}S` && (members(a) as string[]).includes(Object.values(b)[0] as string);
  };
  const begins = (a: Value, b: Value): boolean => {
    if (a.B !== undefined && b.B !== undefined) return bytes(a.B).startsWith(bytes(b.B));
    return a.S !== undefined && b.S !== undefined && a.S.startsWith(b.S);
  };
  if ("children" in condition) {
    const results = condition.children.map((child) => holds(child, item, values));
    return condition.op === "NOT" ? !results[0] : condition.op === "AND" ? results.every(Boolean) : results.some(Boolean);
  }
  const [first, second, third] = condition.operands.map(evaluated);
  switch (condition.op) {
    case "attribute_exists":
      return first !== undefined;
    case "attribute_not_exists":
      return first === undefined;
    case "attribute_type":
      return first !== undefined && typeOf(first) === second?.S;
    case "begins_with":
      return first !== undefined && second !== undefined && begins(first, second);
    case "contains":
      return first !== undefined && second !== undefined && contains(first, second);
    case "BETWEEN":
      return compares(">=", first, second) && compares("<=", first, third);
    case "IN":
      return condition.operands.slice(1).some((operand) => compares("=", first, evaluated(operand)));
    default:
      return compares(condition.op, first, second);
  }
}
