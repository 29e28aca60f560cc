/** Formats JavaScript values in the style of Node's util.inspect. */

const LINE_WIDTH = 76;
const MAX_DEPTH = 8;
const MAX_ENTRIES = 200;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** About how many characters a value's text may have: a few lists inside each other can have more parts than any memory. */
const ROOM = 2_000_000;
/** Of a part: its indentation and punctuation. */
const OVERHEAD = 20;
let room = ROOM;

export function inspect(value: unknown): string {
  room = ROOM;
  return describe(value, []);
}

function describe(value: unknown, outer: object[]): string {
  if (room <= 0) return "...";
  const text = describeWhole(value, outer);
  room -= OVERHEAD + (typeof value === "object" ? 0 : text.length);
  return text;
}

function describeWhole(value: unknown, outer: object[]): string {
  switch (typeof value) {
    case "string":
      return quote(value.length > room ? `${value.slice(0, room)}...` : value);
    case "bigint":
      return `${value}n`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "function":
      return describeFunction(value);
    case "object":
      return value === null ? "null" : describeObject(value, outer);
    default:
      return String(value);
  }
}

function quote(text: string): string {
  const mark = ["'", '"', "`"].find((each) => !text.includes(each)) ?? "'";
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

function describeFunction(value: { name: string }): string {
  const isClass = /^class\b/.test(Function.prototype.toString.call(value));
  return isClass ? `[class ${value.name || "(anonymous)"}]` : `[Function: ${value.name || "(anonymous)"}]`;
}

function describeObject(value: object, outer: object[]): string {
  if (outer.includes(value)) return "[Circular]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "Promise {}";
  if (value instanceof Error && outer.length > 0) return `[${errorLine(value)}]`;
  const name = constructorName(value);
  if (outer.length >= MAX_DEPTH) return `[${name || "Object"}]`;
  const inside = [...outer, value];
  if (value instanceof Error) return `${errorLine(value)}${ownText(value, inside)}`;
  if (Array.isArray(value)) return list(name === "Array" ? "" : name, value.length, value, inside);
  if (isTypedArray(value)) return list(name, value.length, value, inside);
  if (value instanceof Set) return list("Set", value.size, value, inside, "{}");
  if (value instanceof Map)
    return block(
      `Map(${value.size}) `,
      "{}",
      take(value, ([key, each]) => entry(key, each, inside)),
      value.size,
    );
  return block(name === "Object" ? "" : `${name || "[Object: null prototype]"} `, "{}", properties(value, inside));
}

function isTypedArray(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function list(name: string, length: number, items: Iterable<unknown>, inside: object[], brackets = "[]"): string {
  const parts = take(items, (each) => describe(each, inside));
  return block(name && `${name}(${length}) `, brackets, parts, length);
}

function entry(key: unknown, value: unknown, inside: object[]): string {
  return `${describe(key, inside)} => ${describe(value, inside)}`;
}

function properties(value: object, inside: object[]): string[] {
  const parts: string[] = [];
  for (const key of Reflect.ownKeys(value)) {
    if (!Object.prototype.propertyIsEnumerable.call(value, key)) continue;
    if (room <= 0) return [...parts, "..."];
    const name = propertyName(key);
    room -= name.length;
    parts.push(`${name}: ${property(value, key, inside)}`);
  }
  return parts;
}

function property(value: object, key: string | symbol, inside: object[]): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  return descriptor?.get ? "[Getter]" : describe(descriptor?.value, inside);
}

function propertyName(key: string | symbol): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  if (key === "__proto__") return "['__proto__']"; // as a literal must spell it
  return IDENTIFIER.test(key) ? key : quote(key);
}

function ownText(error: Error, inside: object[]): string {
  const own = properties(error, inside);
  return own.length > 0 ? ` ${block("", "{}", own)}` : "";
}

export function errorLine(error: Error): string {
  return error.message ? `${error.name}: ${error.message}` : error.name;
}

function constructorName(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === "string" ? name : "";
}

function take<T>(items: Iterable<T>, text: (item: T) => string): string[] {
  const parts: string[] = [];
  for (const item of items) {
    if (parts.length === MAX_ENTRIES || room <= 0) break;
    parts.push(text(item));
  }
  return parts;
}

/** On one line if it fits, otherwise one line for each part. */
function block(prefix: string, [open, close]: string, parts: string[], length = parts.length): string {
  if (length > parts.length) parts.push(`... ${length - parts.length} more`);
  if (parts.length === 0) return `${prefix}${open}${close}`;
  const line = `${prefix}${open} ${parts.join(", ")} ${close}`;
  if (line.length <= LINE_WIDTH && !line.includes("\n")) return line;
  return `${prefix}${open}\n${parts.map((part) => `  ${part.replaceAll("\n", "\n  ")}`).join(",\n")}\n${close}`;
}
