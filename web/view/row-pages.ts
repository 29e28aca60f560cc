import type { ItemRow } from "../../wasm/events.ts";

const PAGE = 100;
const KEPT_PAGES = 40;

export type RowSource = (offset: number, limit: number) => Promise<{ total: number; rows: ItemRow[] }>;

/** The rows of a table that have been viewed. After a change, old rows are shown until the new ones arrive. */
export class RowPages {
  readonly #source: RowSource;
  readonly #arrived: () => void;
  readonly #pages = new Map<number, { rows: readonly ItemRow[]; version: number }>();
  readonly #asked = new Set<number>();
  /** By page, the version that could not be had. */
  readonly #failed = new Map<number, number>();
  #version = 0;
  total = 0;
  /** Whether rows of the present version cannot be had. */
  get missing(): boolean {
    return [...this.#failed.values()].includes(this.#version);
  }

  constructor(source: RowSource, arrived: () => void) {
    this.#source = source;
    this.#arrived = arrived;
  }

  /** The table changed: pages are requested again when next viewed. */
  outdate(): void {
    this.#version++;
  }

  row(index: number): ItemRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** All rows loaded so far, for the columns. */
  present(): ItemRow[] {
    return [...this.#pages.values()].flatMap(({ rows }) => rows);
  }

  look(from: number, to: number): void {
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(from, to - 1) / PAGE); page++) {
      const known = [this.#pages.get(page)?.version, this.#failed.get(page)];
      if (!known.includes(this.#version)) void this.#ask(page);
    }
  }

  async #ask(page: number): Promise<void> {
    if (this.#asked.has(page)) return; // asked again, if outdated by then, when the answer is viewed
    const version = this.#version;
    this.#asked.add(page);
    const answer = await this.#source(page * PAGE, PAGE).catch(() => undefined);
    this.#asked.delete(page);
    if (!answer) {
      this.#failed.set(page, version);
      return this.#arrived();
    }
    this.#failed.delete(page);
    const { total, rows } = answer;
    this.#pages.delete(page);
    this.#pages.set(page, { rows, version });
    if (this.#pages.size > KEPT_PAGES) this.#pages.delete(this.#pages.keys().next().value as number);
    this.total = total;
    this.#arrived();
  }
}
