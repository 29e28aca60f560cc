import { html, nothing, type TemplateResult } from "lit";
import { type AttributeDiff, attributeDiff } from "../model/attribute-diff.ts";
import type { StreamRecord } from "../model/inspection.ts";
import { keyText, shortText } from "../model/value-text.ts";
import { copyableText } from "./copyable-text.ts";
import { mark } from "./mark.ts";
import { timeText } from "./time-text.ts";

/** The selected record: what happened to which item, when, what changed if the stream keeps both images, and its ids whole. */
export function recordStrip(record: StreamRecord, trimmed: boolean): TemplateResult {
  const diffs = record.old && record.new ? attributeDiff(record.old, record.new) : [];
  return html`<div class="strip">
    ${mark(record.change)}<span class="unseen">${record.change}</span><b>${keyText(record.keys)}</b>
    ${diffs.map(diffView)}
    ${record.byService ? html`<span>by time to live</span>` : nothing}
    ${trimmed ? html`<span>not in the stream any more</span>` : nothing}
    <span class="space"></span><time class="mono">${timeText(record.now)}</time>
    <span class="ids">${copyableText("SequenceNumber", record.sequenceNumber)} ${copyableText("ShardId", record.shard)}</span>
  </div>`;
}

function diffView({ name, old, new: now }: AttributeDiff): TemplateResult {
  return html`<span class="diff">${name} ${old ? html`<s>${shortText(old, 24)}</s>` : nothing}${now ? html`<ins>${shortText(now, 24)}</ins>` : nothing}</span>`;
}
