import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { type InspectionState, type TableState, tableName } from "../model/inspection.ts";
import { base } from "../style/base.ts";
import sheet from "../style/tables.css?inline";
import type { Session } from "./session.ts";
import "./table-grid.ts";

@customElement("shardbook-tables")
export class TablesView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) inspection!: InspectionState;
  @property() selected?: string;
  /** The step after which the tables are shown; undefined for now. */
  @property({ type: Number }) step?: number;
  @state() private chosen = "";

  protected override render(): TemplateResult {
    const tables = [...this.inspection.tables.values()];
    const table = this.inspection.tables.get(this.chosen) ?? tables.at(-1);
    return html`<header class="panel-head"><h2>Tables</h2>${table ? this.#picker(tables, table) : nothing}</header>
      ${table ? this.#body(table) : empty()}`;
  }

  #picker(tables: readonly TableState[], chosen: TableState): TemplateResult {
    const count = chosen.items === 1 ? "1 item" : `${chosen.items} items`;
    return html`<select class="button outline" aria-label="Table" @change=${this.#choose}>
        ${tables.map((table) => {
          const name = tableName(table.region, table.table);
          return html`<option value=${name} ?selected=${table === chosen}>${optionText(table, tables)}</option>`;
        })}
      </select>
      <span>${chosen.status === "ACTIVE" ? count : `${chosen.status}, ${count}`}</span>
      <span class="space"></span><span>${chosen.partitions.length === 1 ? "1 partition" : `${chosen.partitions.length} partitions`}</span>`;
  }

  #body(table: TableState): TemplateResult {
    if (table.items === 0)
      return html`<p class="empty"><b>No items yet</b>Put an item into ${table.table}; it appears here with its partition.</p>`;
    return html`<shardbook-table-grid .session=${this.session} .table=${table} .step=${this.step} .selected=${this.selected}></shardbook-table-grid>`;
  }

  #choose({ target }: Event) {
    this.chosen = (target as HTMLSelectElement).value;
  }
}

/** Includes the region if there are tables in several regions. */
function optionText({ table, region }: TableState, tables: readonly TableState[]): string {
  return tables.every((each) => each.region === region) ? table : `${table} (${region})`;
}

function empty(): TemplateResult {
  return html`<p class="empty"><b>No tables yet</b>Run a cell that creates one.</p>`;
}
