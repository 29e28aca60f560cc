import { nothing, type SVGTemplateResult, svg } from "lit";
import { shortShard } from "../model/short-shard.ts";
import type { BranchPlace, LanePlace } from "../model/stream-lanes.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import { labelShift } from "../model/stream-sight.ts";
import { hashColour } from "./hash-colour.ts";
import { timeText } from "./time-text.ts";

/** Shards: lanes with their edges and caps, and the branches between them. */
export function lanesDrawing(layout: StreamLayout): SVGTemplateResult {
  return svg`<defs>${layout.branches.map((branch, at) => gradient(branch, at, layout))}</defs>
    ${layout.branches.map(({ path, shard }, at) => svg`<path class="branch" data-shard=${shard} d=${path} fill="url(#branch-${at})" />`)}
    ${layout.lanes.map((lane) => laneDrawing(lane, layout))}`;
}

function gradient({ parent, shard, hue }: BranchPlace, at: number, layout: StreamLayout): SVGTemplateResult {
  const direction = layout.orientation === "landscape" ? { x2: 1, y2: 0 } : { x2: 0, y2: 1 };
  const end = layout.lanes.find((lane) => lane.shard.shard === shard);
  const from = layout.lanes.find((lane) => lane.shard.shard === parent);
  return svg`<linearGradient id="branch-${at}" x1="0" y1="0" x2=${direction.x2} y2=${direction.y2}>
    <stop offset="0" stop-color=${from ? fill(from) : "var(--hover)"} />
    <stop offset="1" stop-color=${end ? fill(end) : hashColour(hue, "l")} />
  </linearGradient>`;
}

function laneDrawing(lane: LanePlace, layout: StreamLayout): SVGTemplateResult {
  const { box, cap, shard, hue } = lane;
  const title = `${shard.shard}. ${shard.closed ? `Closed at ${timeText(shard.closed.at)}` : "Open"}. Partition ${shard.partition}.`;
  return svg`<g class="shard" data-shard=${shard.shard} style="--pc:${hashColour(hue)}">
    <title>${title}</title>
    <rect class="lane" x=${box.x} y=${box.y} width=${box.width} height=${box.height} fill=${fill(lane)} rx=${shard.closed ? 3 : 0} />
    ${shard.closed ? "" : edges(lane, layout)}
    ${cap ? svg`<rect class="cap" x=${cap.x} y=${cap.y} width=${cap.width} height=${cap.height} rx="1.5" />` : ""}
  </g>`;
}

function edges({ box: { x, y, width, height } }: LanePlace, { orientation }: StreamLayout): SVGTemplateResult {
  const lines = orientation === "landscape" ? `M${x} ${y}h${width}m0 ${height}h${-width}` : `M${x} ${y}v${height}m${width} 0v${-height}`;
  return svg`<path class="edge" d=${lines} />`;
}

/** Shards' ids, above the records: they stay at the visible edge, see pinLabels. */
export function labelsDrawing({ lanes, orientation }: StreamLayout): SVGTemplateResult {
  return svg`${lanes.map((lane, at) => {
    const lines = labelLines(lane, orientation === "landscape");
    const { x = 0, y = 0 } = lane.label ?? {};
    const anchor = orientation === "landscape" || lane.turned ? "start" : "middle";
    const turn = lane.turned ? `rotate(90 ${x} ${y})` : nothing;
    return svg`<g class="lane-label" data-lane=${at} data-shard=${lane.shard.shard}>${lines.map(
      ([id, state], line) => svg`<text x=${x} y=${y + 17 * line} text-anchor=${anchor} transform=${turn}>
        ${id ? svg`<tspan class="id">${id}</tspan>` : ""}${state ? svg`<tspan dx=${id ? 6 : 0}>${state}</tspan>` : ""}</text>`,
    )}</g>`;
  })}`;
}

/** Moves the labels along with what is scrolled. Moving them costs less than drawing them anew. */
export function pinLabels(root: ParentNode, { lanes, orientation }: StreamLayout, scrolled: number): void {
  const landscape = orientation === "landscape";
  for (const label of root.querySelectorAll<SVGElement>(".lane-label")) {
    const lane = lanes[Number(label.dataset.lane)];
    if (!lane) continue;
    const shift = labelShift(lane, scrolled, landscape ? labelLength(lane) : lane.turned ? 66 : 26);
    label.setAttribute("transform", landscape ? `translate(${shift} 0)` : `translate(0 ${shift})`);
  }
}

/** An empty shard has passed idle time before its cap: a break is there. */
const BEFORE_CAP = 46;

type LabelLine = readonly [id: string, state: string];

/** A closed shard keeps the name of its partition, which has no arc any more. One without records has room for three lines. */
function labelLines({ label, shard, box }: LanePlace, landscape: boolean): LabelLine[] {
  if (!label) return [];
  const id = shortShard(shard.shard);
  const name = shard.closed ? `P${shard.partition} ${id}` : id;
  if (!landscape) return [[box.width >= 84 ? name : id, ""]];
  const count = shard.records.length;
  if (!shard.closed) return [[name, box.width < 150 || box.height < 40 ? "" : `open · ${count}`]];
  const closed = `closed ${timeText(shard.closed.at)}`;
  const records = shard.gone > 0 ? `${shard.gone} gone` : "0 records";
  if (count === 0 && box.height >= 66) {
    return [
      [name, ""],
      ["", closed],
      ["", records],
    ];
  }
  return [[name, box.width < 210 || box.height < 40 ? "" : `${closed} · ${count}`]];
}

function labelLength(lane: LanePlace): number {
  const lines = labelLines(lane, true);
  const longest = Math.max(0, ...lines.map(([id, state]) => id.length * 6.4 + state.length * 5.7 + 14));
  return lines.length > 1 ? longest + BEFORE_CAP : longest;
}

const fill = ({ shard, hue }: LanePlace): string => (shard.closed ? "var(--hover)" : hashColour(hue, "l"));
