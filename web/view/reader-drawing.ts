import { nothing, type SVGTemplateResult, svg } from "lit";
import type { IteratorType } from "../../wasm/events.ts";
import { isExpired, readerText } from "../model/reader-text.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import type { ReaderPlace } from "../model/stream-readers.ts";
import { hashColour } from "./hash-colour.ts";

/** What readers have read, drawn below the records. */
export function readDrawing({ readers }: StreamLayout, now: number): SVGTemplateResult {
  return svg`${readers.map(({ read: { x, y, width, height }, reader, hue }) =>
    isExpired(reader, now) ? "" : svg`<rect class="read" style="--pc:${hashColour(hue)}" x=${x} y=${y} width=${width} height=${height} />`,
  )}`;
}

/** Cursors with their flags, drawn above the records. */
export function readersDrawing(layout: StreamLayout, now: number): SVGTemplateResult {
  return svg`${layout.readers.map((place) => readerDrawing(place, layout.orientation === "landscape", now))}`;
}

function readerDrawing(place: ReaderPlace, landscape: boolean, now: number): SVGTemplateResult {
  const { cursor, flag, reader, form } = place;
  const room = Math.min(flag.width, flag.height) >= 11;
  const [x, anchor] = textPlace(place, landscape);
  return svg`<g class="reader ${isExpired(reader, now) ? "expired" : ""}" data-reader=${reader.reader}>
    <title>Reader ${readerText(place, "full", now)}</title>
    ${glyph(place, landscape)}
    <rect class="cursor" x=${cursor.x} y=${cursor.y} width=${cursor.width} height=${cursor.height} />
    <rect class="flag" x=${flag.x} y=${flag.y} width=${flag.width} height=${flag.height} rx="3" />
    ${
      room
        ? svg`<text class="flag-text" x=${x} y=${flag.y + flag.height / 2 + 3.5} text-anchor=${anchor}>${readerText(place, form, now)}</text>`
        : nothing
    }
  </g>`;
}

/** The text begins at the cursor, or ends there if the flag is before it. */
function textPlace({ flag, cursor, form }: ReaderPlace, landscape: boolean): [x: number, anchor: string] {
  if (form === "letter" || !landscape) return [flag.x + flag.width / 2, "middle"];
  const isBefore = cursor.x > flag.x + flag.width / 2;
  return isBefore ? [flag.x + flag.width - 6, "end"] : [flag.x + 6, "start"];
}

/** The iterator's type: a bracket where reading began, or a pin on the record that the type names. */
function glyph({ read, cursor, reader: { iteratorType } }: ReaderPlace, landscape: boolean): SVGTemplateResult {
  const { x, y, width, height } = read;
  if (isPin(iteratorType)) {
    const filled = iteratorType !== "AFTER_SEQUENCE_NUMBER";
    const tip = landscape ? `M${x} ${y - 8}l4 6h-8z` : `M${x - 8} ${y}l6 -4v8z`;
    return svg`<path class="pin ${filled ? "filled" : ""}" d=${tip} />`;
  }
  const facing = iteratorType === "LATEST" ? -5 : 5;
  const start = landscape
    ? `M${x + facing} ${cursor.y + 4}H${x + 1}V${y + height - 2}h${facing}`
    : `M${x} ${y + facing}V${y + 1}H${x + width}v${facing}`;
  return svg`<path class="start" d=${start} />`;
}

const isPin = (type: IteratorType): boolean => type !== "TRIM_HORIZON" && type !== "LATEST";
