import type { AttributeJson, ItemJson, KeyElement } from "../../wasm/events.ts";

export type AttributeType = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

export interface TypedValue {
  type: AttributeType;
  value: unknown;
}

/** The item's own attribute of that name. Indexing would find members of Object.prototype where the item has no "constructor". */
export function attributeOf(item: ItemJson | undefined, name: string): AttributeJson | undefined {
  return item && Object.hasOwn(item, name) ? item[name] : undefined;
}

/** The key attributes that the item has. */
export function keysOf(item: ItemJson, keys: readonly KeyElement[]): ItemJson {
  const present = keys.map(({ name }) => [name, attributeOf(item, name)] as const);
  return Object.fromEntries(present.filter((entry): entry is [string, AttributeJson] => entry[1] !== undefined));
}

/** An attribute's type and value. Numbers remain text. */
export function typedValue(attribute: AttributeJson): TypedValue {
  const [type, value] = Object.entries(attribute)[0] as [AttributeType, unknown];
  return { type, value };
}

/** One line for a table cell: strings and numbers as they are, sets and lists by their members, maps by their names. */
export function shortText(attribute: AttributeJson, limit = 80): string {
  const text = valueText(attribute);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** The members of a set in the order given; undefined for other types. */
export function setMembers(attribute: AttributeJson): readonly string[] | undefined {
  if ("SS" in attribute) return attribute.SS;
  if ("NS" in attribute) return attribute.NS;
  if ("BS" in attribute) return attribute.BS.map(binaryText);
  return undefined;
}

export function sameValue(left: AttributeJson | undefined, right: AttributeJson | undefined): boolean {
  return canonical(left) === canonical(right);
}

/** The same text for the same key, whatever the order of its attributes. */
export function itemKey(keys: ItemJson): string {
  return canonical(keys);
}

/** "Herman Melville, Moby Dick". */
export function keyText(keys: ItemJson): string {
  return Object.values(keys)
    .map((value) => shortText(value))
    .join(", ");
}

function valueText(attribute: AttributeJson): string {
  if ("S" in attribute) return attribute.S;
  if ("N" in attribute) return attribute.N;
  if ("B" in attribute) return binaryText(attribute.B);
  if ("BOOL" in attribute) return String(attribute.BOOL);
  if ("NULL" in attribute) return "null";
  if ("M" in attribute)
    return `{${Object.entries(attribute.M)
      .map(([name, value]) => `${name}: ${valueText(value)}`)
      .join(", ")}}`;
  if ("L" in attribute) return `[${attribute.L.map(valueText).join(", ")}]`;
  return `{${setMembers(attribute)?.join(", ") ?? ""}}`;
}

/** Formats base64 as in the API, with its size: "aGVsbG8= (5 B)". */
function binaryText(base64: string): string {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return `${base64} (${(base64.length * 3) / 4 - padding} B)`;
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}
