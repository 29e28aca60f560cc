/** What a table should contain, stored in the simplest way, to compare the engine with. */
export interface Plain {
  pk: string;
  sk: number;
  n?: number;
  s?: string;
}

export class NaiveStore {
  #items = new Map<string, Plain>();

  get(pk: string, sk: number): Plain | undefined {
    return this.#items.get(`${pk} ${sk}`);
  }

  put(item: Plain): void {
    this.#items.set(`${item.pk} ${item.sk}`, item);
  }

  delete(pk: string, sk: number): void {
    this.#items.delete(`${pk} ${sk}`);
  }

  /** Adds to `n` and sets `s`, creating the item if necessary. */
  update(pk: string, sk: number, add: number, s: string): Plain {
    const before = this.get(pk, sk) ?? { pk, sk };
    const after = { ...before, n: (before.n ?? 0) + add, s };
    this.put(after);
    return after;
  }

  query(pk: string, low: number, high: number): Plain[] {
    const found = [...this.#items.values()].filter((item) => item.pk === pk && item.sk >= low && item.sk <= high);
    return found.sort((a, b) => a.sk - b.sk);
  }

  /** Removes attributes; the item must exist. */
  remove(pk: string, sk: number, names: ("n" | "s")[]): Plain {
    const after = { ...(this.get(pk, sk) as Plain) };
    for (const name of names) delete after[name];
    this.put(after);
    return after;
  }

  where(holds: (item: Plain) => boolean): Plain[] {
    return this.all().filter(holds);
  }

  all(): Plain[] {
    return [...this.#items.values()];
  }
}
