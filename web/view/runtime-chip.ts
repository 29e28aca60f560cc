import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property } from "lit/decorators.js";
import { assertNever } from "../model/assert-never.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import { base } from "../style/base.ts";
import sheet from "../style/runtime-chip.css?inline";
import { icon } from "./icon.ts";
import { bytesText } from "./time-text.ts";

/** How far a runtime has got, in bytes while it loads. Fires "load" when a click starts or retries it. */
@customElement("shardbook-runtime-chip")
export class RuntimeChip extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property() name = "";
  @property({ attribute: false }) state: RuntimeState = { state: "idle" };

  protected override render(): TemplateResult {
    const { state, name } = this;
    switch (state.state) {
      case "idle":
        return html`<button class="idle" title="Load ${name} now" @click=${this.#load}>${name}</button>`;
      case "loading":
        return html`<span class="state"><b>${name}</b><i>${progress(state.loaded, state.total)}</i></span>
          ${bar(state.total ? state.loaded / state.total : 0, name)}`;
      case "starting":
        return html`<span class="state"><b>${name}</b><i>starting</i></span>${bar(0.92, name)}`;
      case "ready":
        return html`<span class="state">${icon("check", "small")}<b>${name}</b><i>ready</i></span>`;
      case "failed":
        return html`<span class="state failed" title=${state.message}>${icon("cross", "small")}<b>${name}</b><i>failed</i></span>
          <button class="retry" title=${state.message} @click=${this.#load}><span class="long">Try again</span><span class="short">Retry ${name}</span></button>`;
      default:
        return assertNever(state);
    }
  }

  #load = () => this.dispatchEvent(new Event("load"));
}

/** Returns "4.1 of 6.3 MB", or "4.1 MB" if there is no room. */
function progress(loaded: number, total: number): TemplateResult {
  if (total === 0) return html`${bytesText(loaded)}`;
  return html`<span class="long">${bytesText(loaded).replace(/ MB$/, "")} of ${bytesText(total)}</span><span class="short">${bytesText(loaded)}</span>`;
}

function bar(share: number, name: string): TemplateResult {
  const percent = Math.round(Math.min(1, share) * 100);
  return html`<div class="bar" role="progressbar" aria-label="${name} loads" aria-valuenow=${percent || nothing}>
    <div style="width:${percent}%"></div>
  </div>`;
}
