import { html, nothing, type TemplateResult } from "lit";
import { effectText } from "../model/cell-effect.ts";
import type { CellEffect } from "../model/inspection.ts";
import type { CodeCell } from "../model/notebook.ts";

export interface EffectLine {
  cell: CodeCell;
  effect: CellEffect | undefined;
  /** Why the cell waits or is stale, in words. */
  cause: string | undefined;
  showCalls(): void;
}

/** What happened: calls, units, items and errors of a cell's latest run. */
export function effectLine({ cell, effect, cause, showCalls }: EffectLine): TemplateResult | typeof nothing {
  const parts = effect ? effectText(effect) : [];
  const errors = [...(effect?.errors ?? [])].map(([name, count]) => (count > 1 ? `${count} × ${name}` : name));
  const ran = cell.status === "ok" || cell.status === "error";
  if (!cause && parts.length === 0 && !ran) return nothing;
  return html`<footer class="effect">
    ${cause ? html`<span class="cause">${cause}</span>` : nothing}
    ${parts.length === 0 && ran ? html`<span>No calls</span>` : nothing}
    ${parts.map((text, at) => html`<span>${text}${at === 0 && cell.status === "running" ? " so far" : ""}</span>`)}
    ${errors.map((text) => html`<span class="bad">${text}</span>`)}
    ${parts.length > 0 ? html`<button @click=${showCalls}>Show calls</button>` : nothing}
  </footer>`;
}
