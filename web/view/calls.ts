import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallRow, InspectionState } from "../model/inspection.ts";
import { base } from "../style/base.ts";
import sheet from "../style/calls.css?inline";
import "./call-row.ts";

/** Rows drawn at first, by each click, and while more calls come at once than can be read. */
const FIRST = 150;
const MORE = 150;
const IN_FLOOD = 30;
/** A flood is over when none has come for so long, ms. */
const CALM = 500;

/** Requests, newest first; `cell` restricts them to one cell's. */
@customElement("shardbook-calls")
export class CallsView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) inspection!: InspectionState;
  @property({ attribute: false }) numbers!: ReadonlyMap<string, number>;
  @property() cell?: string;
  @state() private shown = FIRST;
  @state() private flooded = false;
  @query(".list") private list?: HTMLElement;
  #calm?: ReturnType<typeof setTimeout>;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("inspection") as InspectionState | undefined;
    if (!before || this.inspection.callCount - before.callCount <= IN_FLOOD) return;
    this.flooded = true;
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => {
      this.flooded = false;
    }, CALM);
  }

  protected override render(): TemplateResult {
    const { calls, callCount } = this.inspection;
    const chosen = this.cell === undefined ? calls : calls.filter(({ cell }) => cell === this.cell);
    const isRead = this.shown > FIRST || (this.list?.scrollTop ?? 0) > 0;
    const shown = this.flooded && !isRead ? IN_FLOOD : this.shown;
    const latest = chosen.slice(-shown).reverse();
    return html`<header class="panel-head"><h2>Calls</h2><span>${countText(callCount, calls.length)}</span><span class="space"></span>${this.#filter()}</header>
      ${latest.length === 0 ? empty() : nothing}
      <div class="list">
        ${repeat(latest, ({ step }) => step, row)}
        ${chosen.length > shown ? html`<button class="button outline" @click=${this.#more}>Show older calls</button>` : earlier(callCount - calls.length)}
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
function countText(all: number, listed: number): string {
  if (all === 0) return "";
  return all === listed ? numeral(all) : `${numeral(all)}, the latest ${numeral(listed)} listed`;
}

const numeral = (count: number) => count.toLocaleString("en");
/** At the end of the list: calls that the page has not kept. */
const earlier = (count: number) => (count > 0 ? html`<p class="earlier">${numeral(count)} earlier calls are not listed</p>` : nothing);
const empty = () => html`<p class="empty"><b>No calls yet</b>Each request your code sends shows here.</p>`;
