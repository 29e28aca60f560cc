import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const SHAPES = {
  play: svg`<path d="M5 3.6v8.8l7-4.4z" fill="currentColor" stroke="none"/>`,
  stop: svg`<rect x="4" y="4" width="8" height="8" rx="1.5" fill="currentColor" stroke="none"/>`,
  reset: svg`<path d="M3 8a5 5 0 1 0 1.6-3.7M3 2.8v2.7h2.7"/>`,
  again: svg`<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.8v2.7h-2.7"/>`,
  check: svg`<path d="m3.5 8.4 3 3 6-6.6"/>`,
  cross: svg`<path d="m4.5 4.5 7 7m0-7-7 7"/>`,
  down: svg`<path d="m4.5 6.5 3.5 3.5 3.5-3.5"/>`,
  right: svg`<path d="m6.5 4.5 3.5 3.5-3.5 3.5"/>`,
  "arrow-up": svg`<path d="M8 13V3.5M4.5 7 8 3.5 11.5 7"/>`,
  "arrow-down": svg`<path d="M8 3v9.5M4.5 9 8 12.5 11.5 9"/>`,
  moon: svg`<path d="M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1"/>`,
  system: svg`<rect x="2.5" y="3" width="11" height="7.5" rx="1.2"/><path d="M6 13.2h4"/>`,
  clock: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>`,
  forward: svg`<path d="M5 3.5 10.5 8 5 12.5zM12 3.5v9"/>`,
  "step-back": svg`<path d="M4 3.5v9"/><path d="M12 3.6v8.8L5.8 8z" fill="currentColor" stroke="none"/>`,
  "step-forward": svg`<path d="M12 3.5v9"/><path d="M4 3.6v8.8L10.2 8z" fill="currentColor" stroke="none"/>`,
  branch: svg`<circle cx="4.5" cy="3.8" r="1.6"/><circle cx="4.5" cy="12.2" r="1.6"/><circle cx="11.5" cy="3.8" r="1.6"/><path d="M4.5 5.4v5.2M11.5 5.4c0 3-3 3-7 4.2"/>`,
  pause: svg`<path d="M5.7 4v8M10.3 4v8" stroke-width="2.2"/>`,
  list: svg`<path d="M3 4.5h10M3 8h10M3 11.5h6"/>`,
  key: svg`<circle cx="5.5" cy="8" r="2.5"/><path d="M8 8h5.5v2M11 8v2"/>`,
  sort: svg`<path d="M5 3.5v9L3 10.4M11 12.5v-9l2 2.1"/>`,
  plus: svg`<path d="M8 3.5v9M3.5 8h9"/>`,
  bin: svg`<path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5"/>`,
  pencil: svg`<path d="M3.2 12.8 4 10l6.6-6.6a1.4 1.4 0 0 1 2 2L6 12z"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="7.5" height="7.5" rx="1.2"/><path d="M3 10.5V4.2C3 3.5 3.5 3 4.2 3h6.3"/>`,
  notebook: svg`<rect x="3" y="2.5" width="10" height="11" rx="1.5"/><path d="M5.8 2.5v11"/>`,
  table: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.5"/><path d="M2.5 6.5h11M6.5 6.5V13"/>`,
  stream: svg`<path d="M2 8h3.5c2.5 0 2.5-4.5 5-4.5H14M5.5 8H14M5.5 8c2.5 0 2.5 4.5 5 4.5H14"/>`,
  calls: svg`<path d="M2.5 5.5h9L9 3M13.5 10.5h-9L7 13"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** Decorative: its meaning is in the text next to it or in a label. */
export function icon(name: IconName, size: "" | "small" = ""): TemplateResult {
  return html`<svg class="icon ${size}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;
}

/** Four quarters of the hash space in a ring. */
export const logo: TemplateResult = html`<svg class="logo" viewBox="0 0 26 26" fill="none" stroke-width="4.4" aria-hidden="true">
  <path d="M13.9 4.1A8.9 8.9 0 0 1 21.9 12.1" stroke="var(--p1)" />
  <path d="M21.9 13.9A8.9 8.9 0 0 1 13.9 21.9" stroke="var(--p2)" />
  <path d="M12.1 21.9A8.9 8.9 0 0 1 4.1 13.9" stroke="var(--p3)" />
  <path d="M4.1 12.1A8.9 8.9 0 0 1 12.1 4.1" stroke="var(--p4)" />
</svg>`;
