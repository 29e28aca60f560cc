import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Change } from "../../wasm/events.ts";

const SHAPES: Record<Change, SVGTemplateResult> = {
  INSERT: svg`<circle r="7" fill="var(--insert)"/><path d="M0-3.6V3.6M-3.6 0H3.6" stroke="var(--panel)" stroke-width="1.7" stroke-linecap="round"/>`,
  MODIFY: svg`<path d="M0-8 8 0 0 8-8 0Z" fill="var(--modify)"/><path d="M-3 0H3" stroke="var(--panel)" stroke-width="1.9" stroke-linecap="round"/>`,
  REMOVE: svg`<rect x="-6.3" y="-6.3" width="12.6" height="12.6" rx="1.5" fill="var(--panel)" stroke="var(--remove)" stroke-width="1.7"/>
    <path d="m-3-3 6 6m0-6-6 6" stroke="var(--remove)" stroke-width="1.8" stroke-linecap="round"/>`,
};

const CLOCK = svg`<g transform="translate(6.5 -6.5)"><circle r="4" fill="var(--panel)" stroke="var(--ink-2)"/><path d="M0-2V0.3L1.4 1.2" fill="none" stroke="var(--ink-2)"/></g>`;

/** A record's shape around the origin, 16 units wide; a removal by time to live has a clock. */
export function markShape(change: Change, byService = false): SVGTemplateResult {
  return svg`${SHAPES[change]}${byService ? CLOCK : ""}`;
}

export function mark(change: Change): TemplateResult {
  return html`<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true">${markShape(change)}</svg>`;
}
