import { html, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/** An id of the API, whole, with a button that copies it. */
export function copyableText(label: string, text: string): TemplateResult {
  return html`<span class="copyable"
    ><span class="label">${label}</span> <span class="mono">${text}</span
    ><button class="button bare" aria-label="Copy ${label}" title="Copy ${label}" @click=${() => navigator.clipboard.writeText(text)}>
      ${icon("copy", "small")}
    </button></span
  >`;
}
