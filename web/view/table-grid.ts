import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { ItemRow } from "../../wasm/events.ts";
import type { TableState } from "../model/inspection.ts";
import { type TableColumn, tableColumns } from "../model/table-columns.ts";
import { itemKey, keysOf } from "../model/value-text.ts";
import { base } from "../style/base.ts";
import sheet from "../style/table-grid.css?inline";
import { icon } from "./icon.ts";
import { RowPages } from "./row-pages.ts";
import type { Session } from "./session.ts";
import { itemRow } from "./table-row.ts";

const ROW_HEIGHT = 29;
const MAX_COLUMNS = 40;

@customElement("shardbook-table-grid")
export class TableGrid extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) table!: TableState;
  /** The step after which the items are shown; undefined for now. */
  @property({ type: Number }) step?: number;
  /** itemKey of the record selected in the stream. */
  @property() selected?: string;
  @query(".scroll") private scroller!: HTMLElement;
  #pages!: RowPages;
  #virtual!: Virtualizer<HTMLElement, HTMLElement>;
  #unmount?: () => void;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("table") as TableState | undefined;
    if (changed.has("table") && before?.tableId !== this.table.tableId) this.#pages = this.#newPages();
    else if (changed.has("table") || changed.has("step")) this.#pages.outdate();
  }

  protected override firstUpdated(): void {
    this.#virtual = new Virtualizer(this.#options());
    this.#unmount = this.#virtual._didMount();
    this.#virtual._willUpdate();
    this.requestUpdate();
  }

  protected override updated(): void {
    this.#virtual._willUpdate();
    const rows = this.#virtual.getVirtualItems();
    this.#pages.look(rows[0]?.index ?? 0, (rows.at(-1)?.index ?? 0) + 1);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unmount?.();
  }

  protected override render(): TemplateResult {
    this.#virtual?.setOptions(this.#options());
    const { missing } = this.#pages;
    const columns = tableColumns(this.table.keys, this.#pages.present()).slice(0, MAX_COLUMNS);
    const rows = this.#virtual?.getVirtualItems() ?? [];
    const below = (this.#virtual?.getTotalSize() ?? 0) - (rows.at(-1)?.end ?? 0);
    return html`${missing ? html`<p class="missing">The items of this moment are not kept any more.</p>` : nothing}
      <div class="scroll" ?hidden=${missing} tabindex="0" role="region" aria-label="Items of ${this.table.table}">
      <table aria-rowcount=${this.#pages.total}>
        <thead><tr><th scope="col" class="hash">Hash</th>${columns.map(heading)}</tr></thead>
        <tbody>
          ${spacer(rows[0]?.start ?? 0)}${rows.map(({ index }) => this.#row(this.#pages.row(index), index, columns))}${spacer(below)}
        </tbody>
      </table>
    </div>`;
  }

  #row(row: ItemRow | undefined, index: number, columns: readonly TableColumn[]): TemplateResult {
    if (!row) return html`<tr class="waiting" aria-rowindex=${index + 1}><td colspan=${columns.length + 1}></td></tr>`;
    const { keys, partitions, changes } = this.table;
    const key = itemKey(keysOf(row.item, keys));
    return itemRow({ row, index, columns, partitions, change: changes.get(key), selected: key === this.selected });
  }

  #newPages(): RowPages {
    const { region, table } = this.table;
    return new RowPages(
      (offset, limit) => this.session.rows(region, table, offset, limit),
      () => this.requestUpdate(),
    );
  }

  #options() {
    return {
      count: this.#pages.total,
      getScrollElement: () => this.scroller,
      estimateSize: () => ROW_HEIGHT,
      overscan: 8,
      scrollToFn: elementScroll<HTMLElement>,
      observeElementRect: observeElementRect<HTMLElement>,
      observeElementOffset: observeElementOffset<HTMLElement>,
      onChange: () => this.requestUpdate(),
    };
  }
}

function heading({ name, key, type }: TableColumn): TemplateResult {
  const symbol = key && icon(key === "HASH" ? "key" : "sort");
  return html`<th scope="col" class=${type === "N" ? "number" : "text"} title=${key ? `${name}, ${key} key` : name}>
    ${symbol ?? nothing}${name} ${type ? html`<span class="type">${type}</span>` : nothing}
  </th>`;
}

const spacer = (height: number) => (height > 0 ? html`<tr aria-hidden="true"><td style="height:${height}px"></td></tr>` : nothing);
