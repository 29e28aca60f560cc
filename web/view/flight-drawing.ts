import { svg } from "lit";
import { FLIGHT_TIME, type FlightPlace } from "../model/stream-flights.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import type { Animations } from "./animations.ts";

const EASE = "cubic-bezier(.2,.7,.2,1)";
const NAMESPACE = "http://www.w3.org/2000/svg";

/** Where ghosts wait: among the lanes. What is in it comes and goes with the flights. */
export const ghostsDrawing = svg`<g class="ghosts"></g>`;

/** Above lanes and arcs, in the lanes' coordinates. */
export const flightsDrawing = svg`<g class="flying"></g>`;

/** A record in flight: a ghost at its slot from the first frame on, and its shape on the way; the record itself is seen when it has landed. */
export function fly(root: ParentNode, { mark, from, delay }: FlightPlace, { markRadius }: StreamLayout, animations: Animations): void {
  const shape = root.querySelector(`[data-order="${mark.record.order}"] .shape`);
  const [ghosts, flying] = [root.querySelector(".ghosts"), root.querySelector(".flying")];
  if (!shape || !ghosts || !flying) return;
  const ghost = element("circle", { class: "ghost", cx: mark.x, cy: mark.y, r: markRadius });
  const flight = element("g", { class: "flight" });
  flight.append(shape.cloneNode(true));
  ghosts.append(ghost);
  flying.append(flight);
  const timing = { duration: FLIGHT_TIME, delay, easing: EASE };
  const way = [{ transform: `translate(${from.x}px, ${from.y}px)` }, { transform: `translate(${mark.x}px, ${mark.y}px)` }];
  animations.start(flight, [{ opacity: 0 }, { opacity: 0 }], { duration: delay });
  animations.start(flight, way, { ...timing, fill: "backwards" }, () => {
    ghost.remove();
    flight.remove();
  });
  animations.start(shape, [{ opacity: 0 }, { opacity: 0 }], { duration: FLIGHT_TIME + delay });
}

/** Moves what is in flight with its slots, when the lanes are scrolled. */
export function scrollFlights(root: ParentNode, x: number, y: number): void {
  root.querySelector(".flying")?.setAttribute("transform", `translate(${-x} ${-y})`);
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
