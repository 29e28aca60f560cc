import type { ItemRow, KeyElement } from "../../wasm/events.ts";
import { type AttributeType, typedValue } from "./value-text.ts";

export interface TableColumn {
  readonly name: string;
  readonly key?: KeyElement["role"];
  /** Undefined if rows differ; each cell then has its own badge. */
  readonly type?: AttributeType;
}

/** Key attributes first, then the others in order of first appearance. */
export function tableColumns(keys: readonly KeyElement[], rows: readonly ItemRow[]): TableColumn[] {
  const types = new Map<string, Set<AttributeType>>(keys.map(({ name, type }) => [name, new Set([type])]));
  for (const { item } of rows) {
    for (const [name, value] of Object.entries(item)) {
      const seen = types.get(name) ?? new Set();
      types.set(name, seen.add(typedValue(value).type));
    }
  }
  return [...types].map(([name, seen]) => ({
    name,
    key: keys.find((key) => key.name === name)?.role,
    type: seen.size === 1 ? [...seen][0] : undefined,
  }));
}
