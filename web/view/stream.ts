import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { type InspectionState, READER_LIMIT, RECORD_LIMIT, type StreamRecord, type StreamState, tableName } from "../model/inspection.ts";
import { streamLog } from "../model/stream-log.ts";
import type { ShownMoment } from "../model/timeline-state.ts";
import { base } from "../style/base.ts";
import sheet from "../style/stream.css?inline";
import { icon } from "./icon.ts";
import { mark } from "./mark.ts";
import { readerStrip } from "./reader-strip.ts";
import { recordStrip } from "./record-strip.ts";
import type { Session } from "./session.ts";
import { shardStrip } from "./shard-strip.ts";
import "./stream-drawing.ts";
import { timeText } from "./time-text.ts";

/** Lines of the log while it is shown, and while only screen readers find it. */
const LOG_LINES = 300;
const UNSEEN_LINES = 100;

@customElement("shardbook-stream")
export class StreamView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) inspection!: InspectionState;
  @property({ attribute: false }) numbers!: ReadonlyMap<string, number>;
  @property({ attribute: false }) selected?: StreamRecord;
  /** Its clock goes on while nothing is called: iterators run down. */
  @property({ attribute: false }) session?: Session;
  @property({ type: Number }) now = 0;
  @property({ attribute: false }) moment?: ShownMoment;
  @state() private chosen = "";
  @state() private paused = false;
  @state() private log = false;
  /** The shard or reader whose details are shown instead of the selected record's. */
  @state() private detail?: { readonly kind: "shard" | "reader"; readonly name: string };

  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(this.#tick, 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    const streams = [...this.inspection.streams.values()];
    const stream = this.inspection.streams.get(this.chosen) ?? streams.at(-1);
    return html`<header class="panel-head"><h2>Stream</h2>${stream ? this.#head(streams, stream) : nothing}</header>
      ${stream ? this.#body(stream) : empty(this.inspection.tables.size > 0)}`;
  }

  #head(streams: readonly StreamState[], stream: StreamState): TemplateResult {
    return html`${streams.length > 1 ? this.#picker(streams, stream) : html`<span class="name">${stream.table}</span>`}
      ${earlierText(stream)}<span class="legend">${mark("INSERT")}INSERT</span><span class="legend">${mark("MODIFY")}MODIFY</span>
      <span class="legend">${mark("REMOVE")}REMOVE</span><span class="space"></span>
      <button class="button bare" aria-pressed=${this.paused} aria-label="Pause motion" title="Pause motion" @click=${this.#pause}>
        ${icon(this.paused ? "play" : "pause")}
      </button>
      <button class="button" aria-label="Log" aria-pressed=${this.log} @click=${this.#toggleLog}>${icon("list")}<span>Log</span></button>`;
  }

  #picker(streams: readonly StreamState[], chosen: StreamState): TemplateResult {
    return html`<select class="button outline" aria-label="Stream" @change=${this.#choose}>
      ${streams.map(({ streamArn, table, status }) => {
        const label = status === "ENABLED" ? table : `${table}, ${status.toLowerCase()}`;
        return html`<option value=${streamArn} ?selected=${streamArn === chosen.streamArn}>${label}</option>`;
      })}
    </select>`;
  }

  #body(stream: StreamState): TemplateResult {
    const table = this.inspection.tables.get(tableName(stream.region, stream.table));
    const selected = this.#shownRecord(stream);
    return html`<shardbook-stream-drawing
        ?hidden=${this.log}
        .stream=${stream}
        .table=${table}
        .calls=${this.inspection.calls}
        .numbers=${this.numbers}
        .selected=${selected}
        .paused=${this.paused}
        .moment=${this.moment}
        .now=${this.now}
        @select-record=${this.#showRecord}
        @select-shard=${this.#showShard}
        @select-reader=${this.#showReader}
        @hold=${this.#pause}
      ></shardbook-stream-drawing>
      ${this.#log(stream)}${this.#strip(stream)}`;
  }

  #strip(stream: StreamState): TemplateResult | typeof nothing {
    const detail = this.detail;
    const shard = detail?.kind === "shard" && stream.shards.find((each) => each.shard === detail.name);
    if (shard) return shardStrip(shard);
    const reader = detail?.kind === "reader" && stream.readers.find((each) => each.reader === detail.name);
    if (reader) return readerStrip(reader, stream, this.now);
    const record = this.#shownRecord(stream);
    if (record) return recordStrip(record, false);
    const { selected } = this;
    const isKnown = selected !== undefined && stream.shards.some((each) => each.shard === selected.shard);
    return isKnown && selected.step <= (this.session?.timeline.step ?? 0) ? recordStrip(selected, true) : nothing;
  }

  /** The record selected, as the stream has it: it may be of another stream, of a later moment, or trimmed. */
  #shownRecord({ shards }: StreamState): StreamRecord | undefined {
    const { shard, sequenceNumber } = this.selected ?? {};
    return shards.find((each) => each.shard === shard)?.records.find((record) => record.sequenceNumber === sequenceNumber);
  }

  #log(stream: StreamState): TemplateResult {
    const lines = streamLog(stream, this.log ? LOG_LINES : UNSEEN_LINES);
    return html`<ol class=${this.log ? "log" : "unseen"} tabindex=${this.log ? 0 : nothing} aria-label="Stream log, in order">
      ${lines.map(({ now, text }) => html`<li><time class="mono">${timeText(now)}</time>${text}</li>`)}
    </ol>`;
  }

  /** Shows the newest line first. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has("log") && !changed.has("inspection")) return;
    const list = this.renderRoot.querySelector(".log");
    list?.scrollTo({ top: list.scrollHeight });
  }

  #tick = () => {
    if (this.session && !this.hidden && !document.hidden && this.inspection.streams.size > 0)
      this.now = this.session.timeline.moment?.now ?? this.session.now();
  };

  #showRecord() {
    this.detail = undefined;
  }

  #showShard({ detail: name }: CustomEvent<string>) {
    this.detail = { kind: "shard", name };
  }

  #showReader({ detail: name }: CustomEvent<string>) {
    this.detail = { kind: "reader", name };
  }

  #choose({ target }: Event) {
    this.chosen = (target as HTMLSelectElement).value;
  }

  #pause() {
    this.paused = !this.paused;
  }

  #toggleLog() {
    this.log = !this.log;
  }
}

/** Says what the drawing leaves out. */
function earlierText({ earlier: { records, readers } }: StreamState): TemplateResult | typeof nothing {
  const parts = [
    records && `${records.toLocaleString("en")} earlier records`,
    readers && `${readers.toLocaleString("en")} earlier readers`,
  ];
  const text = parts.filter(Boolean).join(", ");
  return text
    ? html`<span class="earlier" title="The page draws the latest ${RECORD_LIMIT.toLocaleString("en")} records and ${READER_LIMIT} readers">${text}</span>`
    : nothing;
}

function empty(tables: boolean): TemplateResult {
  return tables
    ? html`<p class="empty"><b>No stream on this table</b>Set StreamEnabled to record each change.</p>`
    : html`<p class="empty"><b>No stream yet</b>Create a table with StreamEnabled to record each change.</p>`;
}
