import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallRow, InspectionState } from "../model/inspection.ts";
import { base } from "../style/base.ts";
import sheet from "../style/calls.css?inline";
import "./call-row.ts";

const FIRST = 30;
const MORE = 150;

/** Requests, newest first; `cell` restricts them to one cell's. */
@customElement("shardbook-calls")
export class CallsView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) inspection!: InspectionState;
  @property({ attribute: false }) numbers!: ReadonlyMap<string, number>;
  @property() cell?: string;
  @state() private shown = FIRST;

  protected override render(): TemplateResult {
    const { calls, callCount } = this.inspection;
    const chosen = this.cell === undefined ? calls : calls.filter(({ cell }) => cell === this.cell);
    const latest = chosen.slice(-this.shown).reverse();
    return html`<header class="panel-head"><h2>Calls</h2><span>${callCount ? callCount.toLocaleString("en") : nothing}</span><span class="space"></span>${this.#filter()}</header>
      ${latest.length === 0 ? empty() : nothing}
      <div class="list">
        ${repeat(latest, ({ step }) => step, row)}
        ${chosen.length > this.shown ? html`<button class="button outline" @click=${this.#more}>Show older calls</button>` : earlier(callCount - calls.length)}
      </div>`;
  }

  #filter(): TemplateResult | typeof nothing {
    if (this.cell === undefined) return nothing;
    return html`<button class="button outline small" aria-label="Show the calls of all cells" @click=${this.#all}>
      Cell ${this.numbers.get(this.cell) ?? "gone"} <span aria-hidden="true">×</span>
    </button>`;
  }

  #all = () => this.dispatchEvent(new CustomEvent("show-calls", { detail: undefined, bubbles: true, composed: true }));

  #more() {
    this.shown += MORE;
  }
}

const row = (call: CallRow) => html`<shardbook-call-row .call=${call}></shardbook-call-row>`;
/** At the end of the list: calls that the page has not kept. */
const earlier = (count: number) =>
  count > 0 ? html`<p class="earlier">${count.toLocaleString("en")} earlier calls are not listed</p>` : nothing;
const empty = () => html`<p class="empty"><b>No calls yet</b>Each request your code sends shows here.</p>`;
