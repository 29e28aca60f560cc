import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { units } from "../model/cell-effect.ts";
import { errorWord } from "../model/error-word.ts";
import type { CallRow, CallText } from "../model/inspection.ts";
import { base } from "../style/base.ts";
import sheet from "../style/call-row.css?inline";
import { icon } from "./icon.ts";
import { prettyJson } from "./json-text.ts";

type Side = "request" | "response";

@customElement("shardbook-call-row")
export class CallRowView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) call!: CallRow;
  @state() private open = false;
  @state() private side: Side = "request";
  @state() private copied = false;

  protected override render(): TemplateResult {
    const { call } = this;
    return html`<button class="call ${call.error ? "bad" : ""}" aria-expanded=${this.open} @click=${this.#toggle}>
        <span class="step">${call.step}</span>
        <span class="operation"><b>${call.operation || call.target}</b> ${call.tables.join(", ")}</span>
        <span class="units">${units(call) || "–"}</span>
        <span class="outcome">${outcome(call)}</span>
      </button>
      ${this.open ? this.#detail() : nothing}`;
  }

  #detail(): TemplateResult {
    const { message, error, text } = this.call;
    return html`<div class="detail">
      ${error ? html`<p class="bad"><b>${error}</b> ${message ?? ""}</p>` : nothing}
      ${text ? this.#text(text) : html`<p>Requests and answers are kept for the latest calls only, 20 MB in all.</p>`}
    </div>`;
  }

  #text(text: CallText): TemplateResult {
    return html`<div class="sides" role="tablist">${this.#tab("request", "Request")}${this.#tab("response", "Response")}
        <button @click=${() => this.#copy(text)}>${icon("copy", "small")}${this.copied ? "Copied" : "Copy"}</button></div>
      <pre tabindex="0">${prettyJson(text[this.side])}</pre>`;
  }

  #tab(side: Side, label: string): TemplateResult {
    const choose = () => {
      this.side = side;
      this.copied = false;
    };
    return html`<button role="tab" aria-selected=${this.side === side} @click=${choose}>${label}</button>`;
  }

  #toggle() {
    this.open = !this.open;
  }

  async #copy(text: CallText) {
    await navigator.clipboard.writeText(prettyJson(text[this.side]));
    this.copied = true;
  }
}

/** Summarizes in a few characters: the error, the share of examined items returned, or the partitions charged. */
function outcome({ error, returned, scanned, consumed, operation }: CallRow): unknown {
  if (error) return html`${icon("cross", "small")}<span>${errorWord(error)}</span>`;
  if (scanned > 0)
    return html`<span class="share" aria-hidden="true"><i style="width:${(returned / scanned) * 100}%"></i></span>${returned}/${scanned}`;
  if (operation === "GetRecords") return returned === 1 ? "1 record" : `${returned} records`;
  if (returned > 0) return String(returned);
  const partitions = [...new Set(consumed.filter(({ index }) => index === undefined).map(({ partition }) => partition))];
  return partitions.length > 3 ? `${partitions.length} partitions` : partitions.map((partition) => `P${partition}`).join(", ");
}
