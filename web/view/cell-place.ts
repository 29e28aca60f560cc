import { html, type TemplateResult } from "lit";
import type { Cell } from "../model/notebook.ts";

/** Characters of the source that stand in for a cell. */
const SOURCE = 20_000;
const LINE_HEIGHT = 20;
const LINE_WIDTH = 80;
const AROUND = { code: 62, markdown: 24, raw: 24 };

export interface CellPlace {
  cell: Cell;
  /** Of a code cell. */
  number: number | undefined;
  /** Called when the place comes into view. */
  draw(): void;
  /** Called when it gets the focus. */
  focus(): void;
}

/**
 * The place of a cell that has not been in view: its source as text, which the browser finds, reads aloud and prints, but lays out only
 * when it comes near. In the tab order, so that the focus never skips a cell.
 */
export function cellPlace({ cell, number, draw, focus }: CellPlace): TemplateResult {
  const label = cell.type === "code" ? `Cell ${number}, ${cell.language}` : "Text";
  const came = ({ skipped }: Event & { skipped?: boolean }) => skipped || draw();
  return html`<div
    class="place ${cell.type}" role="article" aria-label=${label} tabindex="0" style="contain-intrinsic-block-size:${heightOf(cell)}px"
    @contentvisibilityautostatechange=${came} @focus=${focus}
  >${cell.source.slice(0, SOURCE)}</div>`;
}

function heightOf({ type, source }: Cell): number {
  let lines = 1;
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) lines++;
  return AROUND[type] + LINE_HEIGHT * Math.max(lines, Math.ceil(source.length / LINE_WIDTH));
}
