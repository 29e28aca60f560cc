import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { assertNever } from "../model/assert-never.ts";
import type { CellStatus } from "../model/notebook.ts";
import { type IconName, icon } from "./icon.ts";

const DASHES = "2 3.1";
const RING = "M14 1.8a12.2 12.2 0 0 1 0 24.4M14 26.2a12.2 12.2 0 0 1 0-24.4";

const LOOKS: Record<CellStatus, { icon: IconName; ring: SVGTemplateResult | ""; verb: string }> = {
  idle: { icon: "play", ring: svg`<path d=${RING} />`, verb: "Run" },
  queued: { icon: "clock", ring: svg`<path d=${RING} stroke-dasharray=${DASHES} />`, verb: "Cancel" },
  running: {
    icon: "stop",
    ring: svg`<path class="faint" d=${RING} /><path class="spin" d="M14 1.8A12.2 12.2 0 0 1 26.2 14" />`,
    verb: "Stop",
  },
  ok: { icon: "check", ring: "", verb: "Run again:" },
  error: { icon: "cross", ring: svg`<path d=${RING} />`, verb: "Run again:" },
  stopped: { icon: "again", ring: svg`<path d=${RING} />`, verb: "Run again:" },
  stale: {
    icon: "again",
    ring: svg`<path d="M14 1.8a12.2 12.2 0 0 1 0 24.4"/><path d="M14 26.2a12.2 12.2 0 0 1 0-24.4" stroke-dasharray=${DASHES}/>`,
    verb: "Run again:",
  },
};

/** The gutter's button. Its ring and icon show the cell's status; its label says what a click does. */
export function statusButton(status: CellStatus, cell: string, click: () => void): TemplateResult {
  const { icon: name, ring, verb } = LOOKS[status];
  return html`<button class="run ${status}" aria-label="${verb} ${cell}" title="${verb} ${cell}" @click=${click}>
    <svg class="ring" viewBox="0 0 28 28" aria-hidden="true">${ring}</svg>
    <span class="now">${icon(name, "small")}</span>${status === "ok" ? html`<span class="hovered">${icon("play", "small")}</span>` : ""}
  </button>`;
}

export function statusText(status: CellStatus): string {
  switch (status) {
    case "idle":
      return "not run";
    case "queued":
      return "queued";
    case "running":
      return "running";
    case "ok":
      return "done";
    case "error":
      return "error";
    case "stopped":
      return "stopped";
    case "stale":
      return "stale";
    default:
      return assertNever(status);
  }
}
