import { html, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/** An id of the API, whole, with a button that copies it. */
export function copyableText(label: string, text: string): TemplateResult {
  return html`<span class="copyable"
    ><span class="label">${label}</span> <span class="mono">${text}</span
    ><button class="button bare" aria-label="Copy ${label}" title="Copy ${label}" @click=${() => copy(text)}>
      ${icon("copy", "small")}
    </button></span
  >`;
}

/** The text can be selected where pages may not copy: without HTTPS, or in a frame that may not. */
function copy(text: string): void {
  void navigator.clipboard?.writeText(text).catch(() => {});
}
