import { html, type TemplateResult } from "lit";
import { lineBreaks } from "./line-breaks.ts";

/** Characters in a part. A part ends with a line, unless a line is longer than LONG_LINE. */
const PART = 4_000;
const LONG_LINE = 8_000;
const LINE_HEIGHT = 18;
const LINE_WIDTH = 90;

/** Text of any length: the browser lays out only those parts that are in view, but finds, selects and reads aloud all of it. */
export function textBlock(text: string, name = ""): TemplateResult {
  if (text.length <= LONG_LINE) return html`<pre class=${name}>${text}</pre>`;
  return html`<pre class=${name}>${partsOf(text).map(
    (part) => html`<span class="part" style="contain-intrinsic-block-size:auto ${linesIn(part) * LINE_HEIGHT}px">${part}</span>`,
  )}</pre>`;
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from + PART) + 1;
    const to = end > 0 && end - from <= LONG_LINE ? end : Math.min(text.length, from + LONG_LINE);
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

function linesIn(part: string): number {
  return Math.max(1, lineBreaks(part), Math.ceil(part.length / LINE_WIDTH));
}
