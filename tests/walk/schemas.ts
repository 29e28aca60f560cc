import type { Dice } from "./dice.ts";

type Type = "S" | "N" | "B";
type Role = "HASH" | "RANGE";

export interface Schema {
  /** Attribute name and role of each part of the key. */
  key: [string, Role][];
}

export interface IndexSchema extends Schema {
  name: string;
  local: boolean;
}

export interface TableSchema extends Schema {
  name: string;
  indexes: IndexSchema[];
}

/** Key attributes have the same type in all tables: what is put into one may be put into another. */
export const KEY_TYPES: Record<string, Type> = { pk: "S", sk: "N", id: "N", bin: "B", g: "S", h: "N", i: "B" };

const global = (name: string, ...key: Schema["key"]): IndexSchema => ({ name, key, local: false });
const local = (name: string, ...key: Schema["key"]): IndexSchema => ({ name, key, local: true });

/** Every kind of key, with and without indexes. */
export const TABLES: TableSchema[] = [
  { name: "books", key: [["pk", "HASH"]], indexes: [global("byG", ["g", "HASH"])] },
  {
    name: "pairs",
    key: [
      ["pk", "HASH"],
      ["sk", "RANGE"],
    ],
    indexes: [
      global("byG", ["g", "HASH"], ["h", "RANGE"]),
      local("byH", ["pk", "HASH"], ["h", "RANGE"]),
      local("byI", ["pk", "HASH"], ["i", "RANGE"]),
    ],
  },
  {
    name: "numbers",
    key: [
      ["id", "HASH"],
      ["bin", "RANGE"],
    ],
    indexes: [global("many", ["g", "HASH"], ["h", "HASH"], ["i", "RANGE"], ["pk", "RANGE"])],
  },
  {
    name: "bytes",
    key: [
      ["bin", "HASH"],
      ["pk", "RANGE"],
    ],
    indexes: [global("byI", ["i", "HASH"], ["sk", "RANGE"]), global("byH", ["h", "HASH"])],
  },
];

export function keySchema({ key }: Schema): object[] {
  return key.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType }));
}

/** Returns the definitions of all key attributes of these schemas. */
export function definitions(schemas: readonly Schema[]): object[] {
  const names = new Set(schemas.flatMap(({ key }) => key.map(([name]) => name)));
  return [...names].map((AttributeName) => ({ AttributeName, AttributeType: KEY_TYPES[AttributeName] }));
}

export function projection(dice: Dice): object {
  const ProjectionType = dice.pick(["ALL", "ALL", "KEYS_ONLY", "INCLUDE"]);
  return { ProjectionType, ...(ProjectionType === "INCLUDE" && { NonKeyAttributes: dice.some(1, 3, () => dice.pick(["a", "b", "m"])) }) };
}
