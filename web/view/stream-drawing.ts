import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { StreamRecord, StreamState, TableState } from "../model/inspection.ts";
import { layOutStream, type StreamLayout } from "../model/stream-layout.ts";
import { keyText } from "../model/value-text.ts";
import { base } from "../style/base.ts";
import sheet from "../style/stream-drawing.css?inline";
import { arcsDrawing } from "./arc-drawing.ts";
import { nowDrawing, trimDrawing } from "./axis-drawing.ts";
import { lanesDrawing } from "./lane-drawing.ts";
import { readDrawing, readersDrawing } from "./reader-drawing.ts";
import { recordsDrawing } from "./record-drawing.ts";
import { nextRecord } from "./record-steps.ts";
import { StreamMotion } from "./stream-motion.ts";

const BEYOND = 400;

/** One stream: lanes that scroll along time, arcs that stay. A single tab stop; arrow keys go from record to record. Fires "select-record". */
@customElement("shardbook-stream-drawing")
export class StreamDrawing extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) stream!: StreamState;
  @property({ attribute: false }) table?: TableState;
  @property({ attribute: false }) numbers!: ReadonlyMap<string, number>;
  @property({ attribute: false }) selected?: StreamRecord;
  @property({ type: Boolean }) paused = false;
  @property({ type: Number }) now = 0;
  @state() private room = { width: 0, height: 0 };
  @state() private scrolled = 0;
  @query(".lanes") private lanes!: HTMLElement;
  #motion = new StreamMotion();
  #layout?: StreamLayout;
  #laidOutFor?: object;
  #atEnd = true;
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
    if (before && before.streamArn !== this.stream.streamArn) this.#motion = new StreamMotion();
    const moved = (["stream", "table", "now"] as const).some((name) => changed.has(name)) || this.room !== this.#laidOutFor;
    if (this.room.width === 0 || this.room.height === 0 || !moved) return;
    this.#laidOutFor = this.room;
    const orientation = this.room.width >= 640 ? "landscape" : "portrait";
    this.#layout = layOutStream(this.stream, this.table, { ...this.room, orientation, now: this.now });
  }

  protected override render(): TemplateResult | typeof nothing {
    const layout = this.#layout;
    if (!layout) return nothing;
    const { width, height, orientation } = layout;
    const length = orientation === "landscape" ? this.room.width : this.room.height;
    const sight = { from: this.scrolled - BEYOND, to: this.scrolled + length + BEYOND };
    return html`<div class="drawing ${orientation}" tabindex="0" role="group" aria-label=${this.#label()} @keydown=${this.#key}>
      <div class="lanes" @scroll=${this.#scroll} @click=${this.#click}>
        <svg width=${width} height=${height} aria-hidden="true">
          ${trimDrawing(layout)}${lanesDrawing(layout)}${readDrawing(layout)}${nowDrawing(layout, this.now)}
          ${recordsDrawing({ layout, sight, selected: this.selected?.order, numbers: this.numbers })}${readersDrawing(layout)}
        </svg>
      </div>
      <svg class="arcs" width=${layout.arcsWidth} height=${layout.arcsHeight} aria-hidden="true">${svg`${arcsDrawing(layout)}`}</svg>
      <span class="unseen" aria-live="polite">${this.selected ? `${this.selected.change} ${keyText(this.selected.keys)}` : ""}</span>
    </div>`;
  }

  protected override updated(): void {
    if (!this.#layout) return;
    if (this.#atEnd) this.lanes.scrollTo({ left: this.lanes.scrollWidth, top: this.lanes.scrollHeight });
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#motion.show(this.renderRoot, this.#layout, { paused: this.paused, reduced });
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
    this.#atEnd = scrollLeft + clientWidth >= scrollWidth - 4 && scrollTop + clientHeight >= scrollHeight - 4;
    const along = Math.max(scrollLeft, scrollTop);
    if (Math.abs(along - this.scrolled) > BEYOND / 2) this.scrolled = along;
  }

  #click({ target }: Event) {
    const order = Number((target as Element).closest<SVGElement>("[data-order]")?.dataset.order ?? Number.NaN);
    this.#select(this.#layout?.marks.find(({ record }) => record.order === order)?.record);
  }

  #key(event: KeyboardEvent) {
    if (!this.#layout || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    this.#select(nextRecord(this.#layout, this.selected, event.key));
    requestAnimationFrame(() => this.renderRoot.querySelector(".ring")?.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }

  #select(record: StreamRecord | undefined): void {
    this.dispatchEvent(new CustomEvent("select-record", { detail: record, bubbles: true, composed: true }));
  }
}
