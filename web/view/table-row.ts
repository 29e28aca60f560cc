import { html, nothing, type TemplateResult } from "lit";
import type { ItemRow } from "../../wasm/events.ts";
import { hashExtent, hashPosition } from "../model/hash.ts";
import type { ItemChange, PartitionState } from "../model/inspection.ts";
import type { TableColumn } from "../model/table-columns.ts";
import { attributeOf, sameValue, shortText } from "../model/value-text.ts";
import { attributeView } from "./attribute.ts";
import { hashColour } from "./hash-colour.ts";

export interface RowView {
  row: ItemRow;
  index: number;
  columns: readonly TableColumn[];
  partitions: readonly PartitionState[];
  /** The item's latest write, if it is recent. */
  change: ItemChange | undefined;
  selected: boolean;
}

const GAUGE = 45;

export function itemRow({ row, index, columns, partitions, change, selected }: RowView): TemplateResult {
  const own = partitions.find(({ partition }) => partition === row.partition);
  const { start, end } = own ? hashExtent(own) : { start: 0, end: 1 };
  return html`<tr class=${selected ? "selected" : nothing} aria-rowindex=${index + 1} style="--pc:${hashColour((start + end) / 2)}">
    <td class="hash" title="Partition ${row.partition}, hash ${row.hash}">${gauge(partitions, row)}</td>
    ${columns.map((column) => cell(row, column, change))}
  </tr>`;
}

function cell({ item }: ItemRow, { name, type }: TableColumn, change: ItemChange | undefined): TemplateResult {
  const value = attributeOf(item, name);
  const old = attributeOf(change?.old, name);
  const before = change?.change === "MODIFY" && change.old && !sameValue(old, attributeOf(change.new, name));
  const kind = type === "N" ? "number" : "text";
  return html`<td class="${kind} ${before ? "changed" : ""}" title=${value ? shortText(value, 400) : nothing}>
    ${before && old ? html`<s>${shortText(old, 24)}</s>` : nothing}${attributeView(value, type === undefined)}
  </td>`;
}

/** The hash space in miniature: one bar per partition, with the item's position as a dot. */
function gauge(partitions: readonly PartitionState[], row: ItemRow): TemplateResult {
  const bars = partitions.map((partition) => {
    const { start, end } = hashExtent(partition);
    return html`<i class=${partition.partition === row.partition ? "own" : nothing} style="flex-grow:${(end - start) * 1000}"></i>`;
  });
  return html`<span class="gauge">${partitions.length <= 12 ? bars : html`<i style="flex-grow:1"></i>`}
    <b style="left:${Math.round(hashPosition(row.hash) * GAUGE)}px"></b></span><span class="unseen">Partition ${row.partition}</span>`;
}
