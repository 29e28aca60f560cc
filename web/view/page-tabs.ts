import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property } from "lit/decorators.js";
import { base } from "../style/base.ts";
import sheet from "../style/page-tabs.css?inline";
import { type IconName, icon } from "./icon.ts";
import type { Panel } from "./page-layout.ts";

const LABELS: Record<Panel, { label: string; icon: IconName }> = {
  notebook: { label: "Notebook", icon: "notebook" },
  stream: { label: "Stream", icon: "stream" },
  tables: { label: "Tables", icon: "table" },
  calls: { label: "Calls", icon: "calls" },
};

/** Chooses the visible panel, at the bottom of a narrow page or above the inspector of a medium one. Fires "choose" (see `chosen`). */
@customElement("shardbook-page-tabs")
export class PageTabs extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) panels: readonly Panel[] = [];
  @property() chosen: Panel = "notebook";

  protected override render(): TemplateResult {
    return html`<div role="tablist" aria-label="Panels" @keydown=${this.#key}>
      ${this.panels.map((panel) => {
        const { label, icon: name } = LABELS[panel];
        const selected = panel === this.chosen;
        return html`<button role="tab" aria-selected=${selected} tabindex=${selected ? 0 : -1} @click=${() => this.#choose(panel)}>
          ${icon(name)}<span>${label}</span>
        </button>`;
      })}
    </div>`;
  }

  #key({ key }: KeyboardEvent) {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const next = this.panels[this.panels.indexOf(this.chosen) + step];
    if (step === 0 || !next) return;
    this.#choose(next);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }

  #choose(panel: Panel): void {
    this.chosen = panel;
    this.dispatchEvent(new Event("choose"));
  }
}
