import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CallRow, StreamRecord, StreamState, TableState } from "../model/inspection.ts";
import { layOutStream, type StreamLayout } from "../model/stream-layout.ts";
import type { ReaderPlace } from "../model/stream-readers.ts";
import { hiddenReaders } from "../model/stream-sight.ts";
import { isJump, type ShownMoment } from "../model/timeline-state.ts";
import { keyText } from "../model/value-text.ts";
import { base } from "../style/base.ts";
import sheet from "../style/stream-drawing.css?inline";
import { arcsDrawing } from "./arc-drawing.ts";
import { breaksDrawing, captionsDrawing, endDrawing, nowDrawing, trimDrawing } from "./axis-drawing.ts";
import { edgeChips } from "./edge-chips.ts";
import { flightsDrawing, ghostsDrawing, scrollFlights } from "./flight-drawing.ts";
import { labelsDrawing, lanesDrawing, pinLabels } from "./lane-drawing.ts";
import { readDrawing, readersDrawing } from "./reader-drawing.ts";
import { recordsDrawing } from "./record-drawing.ts";
import { nextRecord } from "./record-steps.ts";
import { StreamMotion } from "./stream-motion.ts";
import { timeText } from "./time-text.ts";

const BEYOND = 400;

/**
 * One stream: lanes that scroll along time, arcs that stay. A single tab stop; arrow keys go from record to record, Space holds what moves.
 * Fires "select-record", "select-shard" and "select-reader" (with their names) and "hold".
 */
@customElement("shardbook-stream-drawing")
export class StreamDrawing extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) stream!: StreamState;
  @property({ attribute: false }) table?: TableState;
  /** Oldest first: what they were charged lights up on the arcs. */
  @property({ attribute: false }) calls: readonly CallRow[] = [];
  @property({ attribute: false }) numbers!: ReadonlyMap<string, number>;
  @property({ attribute: false }) selected?: StreamRecord;
  @property({ type: Boolean }) paused = false;
  @property({ type: Number }) now = 0;
  @property({ attribute: false }) moment?: ShownMoment;
  @state() private room = { width: 0, height: 0 };
  @state() private scrolled = 0;
  /** Whether the learner has asked for the generations that are empty. */
  @state() private unfolded = false;
  @query(".lanes") private lanes!: HTMLElement;
  #motion = new StreamMotion();
  #layout?: StreamLayout;
  #laidOutFor?: object;
  #laidOutUnfolded = false;
  #minute = 0;
  /** The lanes follow their end until somebody scrolls back. */
  #atEnd = true;
  #along = 0;
  #followed = false;
  #resized = new ResizeObserver(() => this.#measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("stream") as StreamState | undefined;
    if (before && before.streamArn !== this.stream.streamArn) this.#begin();
    const minute = Math.floor(this.now / 60_000); // the load that arcs show is counted by minutes
    const moved =
      (["stream", "table"] as const).some((name) => changed.has(name)) ||
      this.room !== this.#laidOutFor ||
      this.unfolded !== this.#laidOutUnfolded;
    if (this.room.width === 0 || this.room.height === 0 || (!moved && minute === this.#minute)) return;
    this.#laidOutFor = this.room;
    this.#laidOutUnfolded = this.unfolded;
    this.#minute = minute;
    const orientation = this.room.width >= 640 ? "landscape" : "portrait";
    this.#layout = layOutStream(this.stream, this.table, { ...this.room, orientation, now: this.now, unfolded: this.unfolded });
  }

  protected override render(): TemplateResult | typeof nothing {
    const layout = this.#layout;
    if (!layout) return nothing;
    const { width, height, orientation } = layout;
    const sight = { from: this.scrolled - BEYOND, to: this.scrolled + this.#length() + BEYOND };
    return html`<div class="drawing ${orientation}">
      <div
        class="lanes" tabindex="0" role="group" aria-label=${this.#label()} @keydown=${this.#key} @scroll=${this.#scroll} @click=${this.#click}
      >
        <svg width=${width} height=${height} aria-hidden="true">
          ${trimDrawing(layout)}${lanesDrawing(layout)}${readDrawing(layout, this.now)}${breaksDrawing(layout, sight)}
          ${nowDrawing(layout, this.#momentText())}${recordsDrawing({ layout, sight, selected: this.selected?.order, numbers: this.numbers })}
          ${ghostsDrawing}${readersDrawing(layout, this.now)}${captionsDrawing(layout, sight)}${labelsDrawing(layout)}
        </svg>
      </div>
      <svg class="arcs" width=${layout.arcsWidth} height=${layout.arcsHeight} aria-hidden="true">
        ${svg`${arcsDrawing(layout)}${endDrawing(layout)}`}
      </svg>
      <svg class="flights" aria-hidden="true">${flightsDrawing}</svg>
      ${edgeChips(hiddenReaders(layout, { from: this.#along, to: this.#along + this.#length() }), this.#go)}
      <span class="unseen" aria-live="polite">${this.selected ? `${this.selected.change} ${keyText(this.selected.keys)}` : ""}</span>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const layout = this.#layout;
    if (!layout) return;
    const { table, calls, paused, renderRoot, lanes } = this;
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.#atEnd) this.#follow(!reduced && !paused);
    this.#pin();
    const landscape = layout.orientation === "landscape";
    const arcsAt = {
      x: landscape ? this.room.width - layout.arcsWidth + lanes.scrollLeft : 0,
      y: landscape ? 0 : this.room.height - layout.arcsHeight + lanes.scrollTop,
    };
    const reach = this.#atEnd ? Number.POSITIVE_INFINITY : landscape ? arcsAt.x : arcsAt.y;
    if (changed.has("paused")) this.#motion.freeze(paused);
    const jumped = this.moment !== undefined && isJump(changed.get("moment"), this.moment);
    this.#motion.show(renderRoot, { layout, table, calls, arcsAt, reach, paused, reduced, jumped });
  }

  /** Another stream is shown. */
  #begin(): void {
    this.#motion = new StreamMotion();
    this.#atEnd = true;
    this.#followed = false;
    this.unfolded = false;
  }

  /** Gliding, if it is not far: what is drawn moves aside instead of jumping. */
  #follow(glide: boolean): void {
    const { lanes } = this;
    const way = Math.max(
      lanes.scrollWidth - lanes.clientWidth - lanes.scrollLeft,
      lanes.scrollHeight - lanes.clientHeight - lanes.scrollTop,
    );
    if (way <= 0) return;
    const behavior = glide && this.#followed && way < this.#length() / 2 ? "smooth" : "instant";
    this.#followed = true;
    lanes.scrollTo({ left: lanes.scrollWidth, top: lanes.scrollHeight, behavior });
  }

  /** Of the visible lanes, along the time axis. */
  #length(): number {
    const { room } = this;
    const layout = this.#layout;
    if (!layout) return 0;
    return layout.orientation === "landscape" ? room.width - layout.arcsWidth : room.height - layout.arcsHeight;
  }

  /** What must follow the scrolled lanes. */
  #pin(): void {
    const { scrollLeft, scrollTop } = this.lanes;
    if (this.#layout) pinLabels(this.renderRoot, this.#layout, this.#along);
    scrollFlights(this.renderRoot, scrollLeft, scrollTop);
  }

  #go = ({ at }: ReaderPlace): void => {
    const to = at - this.#length() / 2;
    this.lanes.scrollTo(this.#layout?.orientation === "landscape" ? { left: to } : { top: to });
  };

  #momentText(): string {
    const past = this.moment?.isPast ? this.moment : undefined;
    return past ? `step ${past.position}, ${timeText(this.now)}` : `now ${timeText(this.now)}`;
  }

  #label(): string {
    const open = this.stream.shards.filter(({ closed }) => !closed).length;
    const records = this.stream.shards.reduce((sum, shard) => sum + shard.records.length, 0);
    return `Stream of ${this.stream.table}: ${this.stream.shards.length - open} closed shards, ${open} open, ${records} records. Arrow keys go through them.`;
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (width !== this.room.width || height !== this.room.height) this.room = { width, height };
  }

  #scroll() {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = this.lanes;
    const along = Math.max(scrollLeft, scrollTop);
    const end = scrollLeft + clientWidth >= scrollWidth - 4 && scrollTop + clientHeight >= scrollHeight - 4;
    this.#atEnd = end || (this.#atEnd && along >= this.#along);
    const hidden = this.#hiddenText();
    this.#along = along;
    this.#pin();
    if (hidden !== this.#hiddenText()) this.requestUpdate();
    if (Math.abs(along - this.scrolled) > BEYOND / 2) this.scrolled = along;
  }

  #hiddenText(): string {
    if (!this.#layout) return "";
    const { before, after } = hiddenReaders(this.#layout, { from: this.#along, to: this.#along + this.#length() });
    return [before, after].map((readers) => readers.map(({ reader }) => reader.reader).join()).join("|");
  }

  #click({ target }: Event) {
    const named = (name: string) => (target as Element).closest<SVGElement>(`[data-${name}]`)?.dataset[name];
    const [order, reader, shard] = [named("order"), named("reader"), named("shard")];
    if (order !== undefined) this.#select(this.#layout?.marks.find(({ record }) => record.order === Number(order))?.record);
    else if (reader !== undefined) this.#tell("select-reader", reader);
    else if (shard !== undefined) this.#tell("select-shard", shard);
    else if ((target as Element).closest(".fold")) this.unfolded = true;
    else this.#select(undefined);
  }

  #key(event: KeyboardEvent) {
    if (event.key === " " && event.target === event.currentTarget) {
      event.preventDefault();
      this.#tell("hold", undefined);
    }
    if (!this.#layout || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    this.#select(nextRecord(this.#layout, this.selected, event.key));
    requestAnimationFrame(() => this.renderRoot.querySelector(".ring")?.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }

  #select(record: StreamRecord | undefined): void {
    this.#tell("select-record", record);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
