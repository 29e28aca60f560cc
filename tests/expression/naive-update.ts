import { everyOperand, named, type Placeholders, refuseReserved, resolved, shown, wrongCount } from "./naive-condition.ts";
import { type Action, NaiveParser, type Operand, Refusal } from "./naive-parser.ts";
import { at, type Item, members, type Step, storedItem, typeOf, type Value } from "./naive-value.ts";

const wrongType = (op: string, type: string) =>
  new Refusal(`Incorrect operand type for operator or function; operator or function: ${op}, operand type: ${type}`);
const LONG: Record<string, string> = { S: "STRING", N: "NUMBER", B: "BINARY", BOOL: "BOOLEAN", NULL: "NULL", L: "LIST", M: "MAP" };

/** Equal paths and prefixes of others overlap; a map and a list in the same place conflict. */
export function refuseOverlaps(paths: Step[][]): void {
  const relation = (a: Step[], b: Step[]) => {
    const i = a.findIndex((step, n) => n >= b.length || step !== b[n]);
    if (i < 0 || i >= b.length) return "overlap";
    return typeof a[i] === typeof b[i] ? "" : "conflict";
  };
  for (const word of ["overlap", "conflict"]) {
    paths.forEach((later, i) => {
      for (const earlier of paths.slice(0, i)) {
        if (relation(earlier, later) !== word) continue;
        throw new Refusal(
          `Two document paths ${word} with each other; must remove or rewrite one of these paths; path one: ${shown(earlier)}, path two: ${shown(later)}`,
        );
      }
    });
  }
}

const FUNCTIONS = ["if_not_exists", "list_append"];
const FUNCTIONS_OF_CONDITIONS = ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];

/** Rejects list_append within list_append, and functions of conditions. */
function refuseMisuse(operand: Operand, appending = false): void {
  if (!("call" in operand)) return;
  const appends = operand.call === "list_append";
  if (!FUNCTIONS.includes(operand.call) || (appends && appending)) {
    throw new Refusal(`The function is not allowed to be used this way in an expression; function: ${operand.call}`);
  }
  for (const argument of operand.args) refuseMisuse(argument, appending || appends);
}

function checkFunction(operand: Operand, values: Placeholders["values"]): void {
  if (!("call" in operand)) return;
  if (operand.args.length !== 2) throw wrongCount(operand.call, operand.args.length);
  if (operand.call === "if_not_exists" && !("path" in (operand.args[0] as Operand))) {
    throw new Refusal("Operator or function requires a document path; operator or function: if_not_exists");
  }
  for (const argument of operand.args) {
    checkFunction(argument, values);
    if (operand.call === "list_append" && "value" in argument && !values[argument.value]?.L) {
      throw wrongType("list_append", typeOf(values[argument.value] as Value));
    }
  }
}

function checkSum({ operands, sign }: Action, values: Placeholders["values"]): void {
  for (const operand of operands) checkFunction(operand, values);
  if (!sign) return;
  for (const operand of operands) {
    const type =
      "value" in operand ? typeOf(values[operand.value] as Value) : "call" in operand && operand.call === "list_append" ? "L" : "N";
    if (type !== "N") throw wrongType(sign, type);
  }
}

export function readUpdate(text: string, placeholders: Placeholders): Action[] {
  const parser = new NaiveParser(text, ["SET", "REMOVE", "ADD", "DELETE"]);
  const actions = parser.update();
  for (const { path, operands } of actions) {
    refuseReserved(path);
    for (const operand of everyOperand(operands)) if ("path" in operand) refuseReserved(operand.path);
  }
  const calls = actions.flatMap(({ operands }) => everyOperand(operands)).flatMap((operand) => ("call" in operand ? [operand.call] : []));
  const unknown = calls.find((name) => !FUNCTIONS.includes(name) && !FUNCTIONS_OF_CONDITIONS.includes(name));
  if (unknown) throw new Refusal(`Invalid function name; function: ${unknown}`);
  for (const operand of actions.flatMap(({ operands }) => operands)) refuseMisuse(operand);
  if (actions.some(({ operands, doubled }) => doubled || everyOperand(operands).some((operand) => operand.doubled))) {
    throw new Refusal("The expression has redundant parentheses;");
  }
  const repeated = parser.sections.find((section, i) => parser.sections.indexOf(section) < i);
  if (repeated) throw new Refusal(`The "${repeated}" section can only be used once in an update expression;`);
  // Names are looked up in the whole expression before values are.
  const operands = actions.flatMap((action) => everyOperand(action.operands));
  for (const action of actions) {
    action.path = named(action.path, placeholders);
    for (const operand of everyOperand(action.operands)) if ("path" in operand) operand.path = named(operand.path, placeholders);
  }
  for (const operand of operands) if ("value" in operand) resolved(operand, placeholders);
  refuseOverlaps(actions.map(({ path }) => path));
  for (const { section, operands } of actions) {
    if (section !== "ADD" && section !== "DELETE") continue;
    const value = placeholders.values[(operands[0] as { value: string }).value] as Value;
    if (members(value) || (section === "ADD" && value.N !== undefined)) continue;
    const typeSet = `ALLOWED_FOR_${section}_OPERAND`;
    throw new Refusal(
      `Incorrect operand type for operator or function; operator: ${section}, operand type: ${LONG[typeOf(value)]}, typeSet: ${typeSet}`,
    );
  }
  for (const action of actions) if (action.section === "SET") checkSum(action, placeholders.values);
  return actions;
}

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";
const WRONG_PATH = "The document path provided in the update expression is invalid for update";
const REMOVED: Value = {};

function calculated(sign: string, a: Value, b: Value): Value {
  if (a.N === undefined || b.N === undefined) throw new Refusal(WRONG_TYPE);
  return { N: String(sign === "+" ? Number(a.N) + Number(b.N) : Number(a.N) - Number(b.N)) };
}

function evaluated(operand: Operand, before: Item, values: Placeholders["values"]): Value {
  if ("value" in operand) return values[operand.value] as Value;
  if ("path" in operand) {
    const value = at(before, operand.path);
    if (!value) throw new Refusal("The provided expression refers to an attribute that does not exist in the item");
    return value;
  }
  const [first, second] = operand.args as [Operand, Operand];
  if (operand.call === "if_not_exists") return at(before, (first as { path: Step[] }).path) ?? evaluated(second, before, values);
  const [left, right] = [evaluated(first, before, values), evaluated(second, before, values)];
  if (!left.L || !right.L) throw new Refusal(WRONG_TYPE);
  return { L: [...left.L, ...right.L] };
}

/** Returns what an action leaves at its path; undefined if it leaves it alone. */
function outcome({ section, path, operands, sign }: Action, before: Item, values: Placeholders["values"]): Value | undefined {
  const present = at(before, path);
  if (section === "REMOVE") return REMOVED;
  const [left, right] = operands.map((operand) =>
    section === "SET" ? evaluated(operand, before, values) : (values[(operand as { value: string }).value] as Value),
  );
  if (section === "SET") return sign ? calculated(sign, left as Value, right as Value) : left;
  const given = left as Value;
  if (!present) return section === "ADD" ? given : undefined;
  if (typeOf(present) !== typeOf(given)) throw new Refusal(WRONG_TYPE);
  if (given.N !== undefined) return calculated("+", present, given);
  const [have, listed] = [members(present) as string[], members(given) as string[]];
  const result =
    section === "ADD" ? [...have, ...listed.filter((member) => !have.includes(member))] : have.filter((member) => !listed.includes(member));
  return result.length === 0 ? REMOVED : { [typeOf(given)]: result };
}

/**
 * Returns the item after all actions, each of which reads it as it was, or undefined if there is none. `item` is undefined if there was no
 * item: then an update that only removes creates none, and may remove any path.
 */
export function applied(actions: Action[], item: Item | undefined, key: Item, values: Placeholders["values"]): Item | undefined {
  if (!item && actions.every(({ section }) => section === "REMOVE" || section === "DELETE")) return undefined;
  const before = item ?? key;
  const outcomes = actions.map((action) => ({ path: action.path, value: outcome(action, before, values) }));
  const after = structuredClone(before);
  const appends = new Map<Value[], { index: number; value: Value }[]>();
  for (const { path, value } of outcomes) {
    if (!value || (!item && value === REMOVED)) continue;
    const parent = at(after, path.slice(0, -1));
    const last = path.at(-1) as Step;
    if (typeof last === "number") {
      if (!parent?.L) throw new Refusal(WRONG_PATH);
      if (last < parent.L.length) parent.L[last] = value;
      else if (value !== REMOVED) appends.set(parent.L, [...(appends.get(parent.L) ?? []), { index: last, value }]);
    } else {
      if (!parent?.M) throw new Refusal(WRONG_PATH);
      parent.M[last] = value;
    }
  }
  for (const [list, added] of appends) list.push(...added.sort((a, b) => a.index - b.index).map(({ value }) => value));
  const swept = (value: Value): Value => {
    if (value.L) return { L: value.L.filter((element) => element !== REMOVED).map(swept) };
    return value.M ? { M: sweptItem(value.M) } : value;
  };
  const sweptItem = (item: Item): Item =>
    Object.fromEntries(Object.entries(item).flatMap(([name, value]) => (value === REMOVED ? [] : [[name, swept(value)]])));
  return storedItem(sweptItem(after));
}
