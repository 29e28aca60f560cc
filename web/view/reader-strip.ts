import { html, type TemplateResult } from "lit";
import type { ReaderState, StreamState } from "../model/inspection.ts";
import { readerText } from "../model/reader-text.ts";
import { unreadBy } from "../model/stream-readers.ts";
import { copyableText } from "./copyable-text.ts";

/** The selected reader: all that its flag has room for only sometimes. */
export function readerStrip(reader: ReaderState, { shards }: StreamState, now: number): TemplateResult {
  const shard = shards.find((each) => each.shard === reader.shard);
  const text = readerText({ reader, unread: shard ? unreadBy(reader, shard) : 0 }, "full", now);
  return html`<div class="strip"><b>Reader ${text}</b><span class="space"></span>${copyableText("ShardId", reader.shard)}</div>`;
}
