import { html, nothing, type TemplateResult } from "lit";
import type { ShardState } from "../model/inspection.ts";
import { shortShard } from "../model/short-shard.ts";
import { copyableText } from "./copyable-text.ts";
import { timeText } from "./time-text.ts";

/** The selected shard: its id as in the API's answers, where it comes from, whether it is open and what it holds. */
export function shardStrip({ shard, partition, parent, closed, openedAt, records }: ShardState): TemplateResult {
  const span = closed ? `closed, ${timeText(openedAt)} to ${timeText(closed.at)}` : `open since ${timeText(openedAt)}`;
  return html`<div class="strip"><b>Shard of P${partition}</b><span>${span}</span>
    <span>${records.length === 1 ? "1 record" : `${records.length.toLocaleString("en")} records`}</span>
    ${parent === undefined ? nothing : html`<span title=${parent}>child of <span class="mono">${shortShard(parent)}</span></span>`}
    <span class="space"></span>${copyableText("ShardId", shard)}</div>`;
}
