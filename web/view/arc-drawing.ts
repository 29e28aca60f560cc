import { nothing, type SVGTemplateResult, svg } from "lit";
import { rangeLabel } from "../model/hash.ts";
import type { ArcPlace } from "../model/stream-arcs.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import { hashColour } from "./hash-colour.ts";

/** Partitions at the lanes' ends: items as ticks, the load of the last minutes as the outer band, and what lights up when a call comes. */
export function arcsDrawing({ arcs, orientation }: StreamLayout): SVGTemplateResult {
  const end = orientation === "landscape" ? { x2: 1, y2: 0 } : { x2: 0, y2: 1 };
  return svg`<defs>${arcs.map(
    ({ hue }, at) => svg`<linearGradient id="tail-${at}" x1="0" y1="0" x2=${end.x2} y2=${end.y2}>
      <stop offset="0" stop-color=${hashColour(hue, "l")} /><stop offset="1" stop-color=${hashColour(hue, "l")} stop-opacity="0" />
    </linearGradient>`,
  )}</defs>${arcs.map((arc, at) => arcDrawing(arc, at, orientation === "landscape"))}`;
}

function arcDrawing(arc: ArcPlace, at: number, landscape: boolean): SVGTemplateResult {
  const { partition, hue, tail, band, load, ticks, middle } = arc;
  return svg`<g class="arc" data-partition=${partition.partition} style="--pc:${hashColour(hue)}">
    <title>Partition ${partition.partition}, hash ${rangeLabel(partition)}, ${itemsText(arc)}</title>
    <path d=${tail} fill="url(#tail-${at})" />
    <path class="band" d=${band} />
    ${load ? svg`<path class="load" d=${load} />` : nothing}
    <path class="glow write" d=${band} />
    <path class="items" d=${ticks} />
    <path class="glow read" d=${band} />
    <g transform="translate(${middle.x} ${middle.y})"><path class="refused" d="M-5-5 5 5M5-5-5 5" /></g>
    ${label(arc, landscape)}
  </g>`;
}

function label(arc: ArcPlace, landscape: boolean): SVGTemplateResult | typeof nothing {
  const { label: place, lines, partition } = arc;
  if (lines === 0) return nothing;
  const name = svg`<tspan class="partition">P${partition.partition}</tspan>`;
  const range = svg`<tspan dx="5">${rangeLabel(partition)}</tspan>`;
  if (!landscape) {
    return svg`<text x=${place.x} y=${place.y + 6} text-anchor="middle">${name}</text>
      ${lines > 1 ? svg`<text x=${place.x} y=${place.y + 20} text-anchor="middle">${rangeLabel(partition)}</text>` : nothing}`;
  }
  const units = partition.writeUnits > 0 ? `${Math.round(partition.writeUnits * 10) / 10} WCU` : "";
  const top = lines > 1 ? place.y - 12 : place.y + 4;
  return svg`<text x=${place.x} y=${top}>${name}${range}</text>
    ${lines > 1 ? svg`<text x=${place.x} y=${top + 16}>${itemsText(arc)}</text><text x=${place.x} y=${top + 32}>${units}</text>` : nothing}`;
}

const itemsText = ({ partition: { items } }: ArcPlace): string => (items === 1 ? "1 item" : `${items} items`);
