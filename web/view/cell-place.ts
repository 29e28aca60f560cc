import { html, type TemplateResult } from "lit";
import type { Cell } from "../model/notebook.ts";
import { lineBreaks } from "./line-breaks.ts";

/** Characters of the source that stand in for a cell. */
const SOURCE = 20_000;
const LINE_HEIGHT = 20;
const LINE_WIDTH = 80;
const AROUND = { code: 62, markdown: 24, raw: 24 };

/**
 * The place of a cell that has not been in view: its source as text, which the browser finds, reads aloud and prints, but lays out only
 * when it comes near. In the tab order, so that the focus never skips a cell. `number` is that of a code cell.
 */
export function cellPlace(cell: Cell, number: number | undefined): TemplateResult {
  const label = cell.type === "code" ? `Cell ${number}, ${cell.language}` : "Text";
  return html`<div
    class="place ${cell.type}" data-place=${cell.id} role="article" aria-label=${label} tabindex="0"
    style="contain-intrinsic-block-size:${heightOf(cell)}px"
  >${cell.source.slice(0, SOURCE)}</div>`;
}

/** The id of the cell whose place fires the event. */
export function placeOf({ target }: Event): string | undefined {
  return target instanceof HTMLElement ? target.dataset.place : undefined;
}

function heightOf({ type, source }: Cell): number {
  return AROUND[type] + LINE_HEIGHT * Math.max(1 + lineBreaks(source), Math.ceil(source.length / LINE_WIDTH));
}
