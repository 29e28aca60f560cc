import { html, type TemplateResult } from "lit";
import { type IconName, icon } from "./icon.ts";
import type { Session } from "./session.ts";

/** Move and delete, for any kind of cell. */
export function cellTools(session: Session, index: number): TemplateResult {
  const last = session.notebook.cells.length - 1;
  const tool = (name: IconName, label: string, act: () => void, disabled = false) =>
    html`<button class="tool" aria-label=${label} title=${label} ?disabled=${disabled} @click=${act}>${icon(name, "small")}</button>`;
  return html`<div class="tools" role="toolbar" aria-label="Cell">
    ${tool("arrow-up", "Move up", () => session.move(index, index - 1), index === 0)}
    ${tool("arrow-down", "Move down", () => session.move(index, index + 1), index === last)}
    ${tool("bin", "Delete cell", () => session.delete(index))}
  </div>`;
}
