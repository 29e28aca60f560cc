import type { AttributeJson, ItemJson } from "../../wasm/events.ts";
import { attributeOf, sameValue } from "./value-text.ts";

export interface AttributeDiff {
  readonly name: string;
  readonly old?: AttributeJson;
  readonly new?: AttributeJson;
}

/** The attributes that differ between two images of an item, in the new image's order, removed ones last. */
export function attributeDiff(old: ItemJson | undefined, now: ItemJson | undefined): AttributeDiff[] {
  const names = new Set([...Object.keys(now ?? {}), ...Object.keys(old ?? {})]);
  const diffs = [...names].map((name) => ({ name, old: attributeOf(old, name), new: attributeOf(now, name) }));
  return diffs.filter((diff) => !sameValue(diff.old, diff.new));
}
