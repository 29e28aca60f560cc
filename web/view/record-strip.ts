import { html, nothing, type TemplateResult } from "lit";
import { type AttributeDiff, attributeDiff } from "../model/attribute-diff.ts";
import type { StreamRecord } from "../model/inspection.ts";
import { keyText, shortText } from "../model/value-text.ts";
import { mark } from "./mark.ts";
import { timeText } from "./time-text.ts";

/** The selected record in one line: what happened to which item, when, and what changed if the stream keeps both images. */
export function recordStrip(record: StreamRecord): TemplateResult {
  const diffs = record.old && record.new ? attributeDiff(record.old, record.new) : [];
  return html`<div class="strip">
    ${mark(record.change)}<span class="unseen">${record.change}</span><b>${keyText(record.keys)}</b>
    <span class="mono" title=${record.sequenceNumber}>…${record.sequenceNumber.slice(-6)}</span>
    ${diffs.map(diffView)}
    ${record.byService ? html`<span>by time to live</span>` : nothing}
    <span class="space"></span><time class="mono">${timeText(record.now)}</time>
  </div>`;
}

function diffView({ name, old, new: now }: AttributeDiff): TemplateResult {
  return html`<span class="diff">${name} ${old ? html`<s>${shortText(old, 24)}</s>` : nothing}${now ? html`<ins>${shortText(now, 24)}</ins>` : nothing}</span>`;
}
