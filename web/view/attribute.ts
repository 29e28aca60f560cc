import { html, nothing, type TemplateResult } from "lit";
import type { AttributeJson } from "../../wasm/events.ts";
import { setMembers, shortText, typedValue } from "../model/value-text.ts";

/** An attribute in a table cell: sets as chips, with a type badge unless the column has one. */
export function attributeView(value: AttributeJson | undefined, withType: boolean): TemplateResult {
  if (!value) return html`<span class="none" aria-label="absent">–</span>`;
  const badge = withType ? html` <span class="type">${typedValue(value).type}</span>` : nothing;
  const members = setMembers(value);
  if (!members) return html`${shortText(value)}${badge}`;
  const more = members.length > 1 ? html`<span>+${members.length - 1}</span>` : nothing;
  return html`<span class="set" title=${members.join(", ")}><span>${members[0]}</span>${more}</span>${badge}`;
}
