import type { AttributeJson, ItemJson } from "../../wasm/events.ts";
import { sameValue } from "./value-text.ts";

export interface AttributeDiff {
  readonly name: string;
  readonly old?: AttributeJson;
  readonly new?: AttributeJson;
}

/** The attributes that differ between two images of an item, in the new image's order, removed ones last. */
export function attributeDiff(old: ItemJson | undefined, now: ItemJson | undefined): AttributeDiff[] {
  const names = new Set([...Object.keys(now ?? {}), ...Object.keys(old ?? {})]);
  return [...names].map((name) => ({ name, old: old?.[name], new: now?.[name] })).filter((diff) => !sameValue(diff.old, diff.new));
}
