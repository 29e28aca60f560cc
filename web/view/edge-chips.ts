import { html, nothing, type TemplateResult } from "lit";
import type { ReaderPlace } from "../model/stream-readers.ts";
import { type HiddenReaders, readersText } from "../model/stream-sight.ts";

/** At the edges of the visible lanes, where the readers are whose cursors are out of sight. A click goes to the nearest. */
export function edgeChips({ before, after }: HiddenReaders, go: (to: ReaderPlace) => void): TemplateResult {
  return html`${chip(before, "before", go)}${chip(after, "after", go)}`;
}

function chip(readers: readonly ReaderPlace[], side: "before" | "after", go: (to: ReaderPlace) => void): TemplateResult | typeof nothing {
  const nearest = readers[0];
  if (!nearest) return nothing;
  const text = readersText(readers);
  const more = readers.length > 1 ? ` +${readers.length - 1}` : "";
  return html`<button class="edge-chip ${side}" aria-label="${text} ${side === "before" ? "earlier" : "later"}: go there" title=${text} @click=${() => go(nearest)}>
    <span class="long">${text}</span><span class="short">${nearest.reader.reader}${more}</span>
  </button>`;
}
