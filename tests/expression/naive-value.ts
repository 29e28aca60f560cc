/** Values and items as they go over the wire. */
export type Value = {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: true;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: Value[];
  M?: Item;
};
export type Item = { [name: string]: Value };

/** A name or a list index. */
export type Step = string | number;

export const typeOf = (value: Value): string => Object.keys(value)[0] as string;
export const bytes = (base64: string): string => Buffer.from(base64, "base64").toString("latin1");
export const members = (value: Value): string[] | undefined => value.SS ?? value.NS ?? value.BS;

/** Returns the value as stored: sets are sorted, strings and binaries by their bytes, numbers in ascending order. */
export function stored(value: Value): Value {
  const by = (encoding: BufferEncoding) => (a: string, b: string) => Buffer.compare(Buffer.from(a, encoding), Buffer.from(b, encoding));
  if (value.SS) return { SS: [...value.SS].sort(by("utf8")) };
  if (value.NS) return { NS: [...value.NS].sort((a, b) => Number(a) - Number(b)) };
  if (value.BS) return { BS: [...value.BS].sort(by("base64")) };
  if (value.L) return { L: value.L.map(stored) };
  return value.M ? { M: storedItem(value.M) } : value;
}

export function storedItem(item: Item): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, stored(value)]));
}

/** The service's equality: same type, ignoring the order of sets and maps. */
export function same(a: Value, b: Value): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  const [left, right] = [members(a), members(b)];
  if (left && right) return left.length === right.length && left.every((member) => right.includes(member));
  if (a.L && b.L) return a.L.length === b.L.length && a.L.every((element, i) => same(element, b.L?.[i] as Value));
  if (a.M && b.M) {
    const other = b.M;
    const names = Object.keys(a.M);
    return (
      names.length === Object.keys(other).length && names.every((name) => name in other && same(a.M?.[name] as Value, other[name] as Value))
    );
  }
  return JSON.stringify(a) === JSON.stringify(b);
}

export function at(item: Item, path: Step[]): Value | undefined {
  let value: Value | undefined = { M: item };
  for (const step of path)
    value = typeof step === "number" ? value?.L?.[step] : value?.M && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  return value;
}

/** Returns the parts of the item at the paths; list elements are closed up. */
export function parts(item: Item, paths: Step[][]): Item {
  type Tree = Map<Step, Tree> | Value;
  const root = new Map<Step, Tree>();
  for (const path of paths) {
    const found = at(item, path);
    if (found === undefined) continue;
    let place = root;
    path.slice(0, -1).forEach((step) => {
      if (!place.has(step)) place.set(step, new Map());
      place = place.get(step) as Map<Step, Tree>;
    });
    place.set(path.at(-1) as Step, found);
  }
  const built = (tree: Tree): Value => {
    if (!(tree instanceof Map)) return tree;
    const entries = [...tree];
    if (typeof entries[0]?.[0] === "number")
      return { L: entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, below]) => built(below)) };
    return { M: Object.fromEntries(entries.map(([name, below]) => [name, built(below)])) };
  };
  return built(root).M ?? {};
}
