import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { layOutTimeline, positionAt, type TimelineLayout } from "../model/timeline-layout.ts";
import type { TimelineState } from "../model/timeline-state.ts";
import { base } from "../style/base.ts";
import sheet from "../style/timeline.css?inline";
import { icon } from "./icon.ts";
import type { Session } from "./session.ts";
import { dateText, timeText } from "./time-text.ts";
import { timelineDrawing } from "./timeline-drawing.ts";

const SPEEDS = [0.5, 1, 2, 4];
/** The playhead's label may be wider than a slot. */
const MARGIN = 14;

/** Everything that has happened, step by step, and the moment shown: plays, steps, and goes to any of them. */
@customElement("shardbook-timeline")
export class TimelineView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) timeline!: TimelineState;
  @property({ attribute: false }) numbers!: ReadonlyMap<string, number>;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() private width = 0;
  @query(".track") private track?: HTMLElement;
  #layout: TimelineLayout = layOutTimeline([], 0, 1);
  #resized = new ResizeObserver(() => this.#measure());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("timeline") as TimelineState | undefined;
    if ((changed as Map<PropertyKey, unknown>).has("width") || (changed.has("timeline") && before?.steps !== this.timeline.steps)) {
      const { steps, first } = this.timeline;
      this.#layout = layOutTimeline(steps, first, Math.max(1, this.width - 2 * MARGIN));
    }
  }

  protected override firstUpdated(): void {
    if (this.track) this.#resized.observe(this.track);
  }

  protected override render(): TemplateResult {
    const { timeline } = this;
    const { first, length, position, playing } = timeline;
    const none = length === first;
    const status = timeline.isPast && !timeline.playing ? "Viewing the past." : "";
    return html`<section aria-label="Timeline" @keydown=${this.#key}>
      <p class="unseen" role="status">${status}</p>
      ${timeline.isPast ? this.#banner() : nothing}
      <div class="bar">
        <div class="controls" role="group" aria-label="Playback">
          ${this.#button("step-back", "One step back", position <= first, () => this.#step(-1))}
          <button class="play" ?disabled=${none} aria-label=${this.#playText()} title=${this.#playText()} @click=${this.#toggle}>
            ${icon(playing ? "pause" : "play")}
          </button>
          ${this.#button("step-forward", "One step forward", !timeline.isPast, () => this.#step(+1))}
          <select class="button step" aria-label="Speed" ?disabled=${none} @change=${this.#speed}>
            ${speedsWith(timeline.speed).map((speed) => html`<option value=${speed} ?selected=${speed === timeline.speed}>${speed}×</option>`)}
          </select>
        </div>
        <div
          class="track" role="slider" tabindex="0" aria-label="Step shown" aria-valuemin=${first} aria-valuemax=${length} aria-valuenow=${position}
          aria-valuetext=${this.#valueText()} @pointerdown=${this.#grab} @pointermove=${this.#drag}
        >${none ? html`<p class="empty">Each call your code makes becomes a step here.</p>` : timelineDrawing(this.#layout, timeline, this.numbers, MARGIN)}</div>
        <div class="state">${this.#state()}</div>
      </div>
    </section>`;
  }

  #playText(): string {
    const { playing, isPast } = this.timeline;
    return playing ? "Pause playback" : isPast ? "Play from here" : "Play from the beginning";
  }

  #button(name: "step-back" | "step-forward", label: string, disabled: boolean, act: () => void): TemplateResult {
    return html`<button class="button bare step" aria-label=${label} title=${label} ?disabled=${disabled} @click=${act}>${icon(name)}</button>`;
  }

  #banner(): TemplateResult {
    const { position, length } = this.timeline;
    return html`<div class="banner">${icon("clock")}
      <p><b>Viewing step ${position} of ${length}.</b> ${this.#cause()}</p>
      <button
        class="button" title="Tables become as they were here; the steps after it and all variables are gone"
        @click=${() => this.#leave(() => this.session.branch())}
      >${icon("branch")}Run from here</button>
      <button class="button" @click=${() => this.#leave(() => this.session.seek(length))}>Return to now</button></div>`;
  }

  /** The banner goes, and the focus with it. */
  #leave(act: () => void): void {
    this.track?.focus();
    act();
  }

  /** "Cell 16: UpdateItem refused." */
  #cause(): string {
    const { moment } = this.timeline;
    if (!moment) return "Before the first step.";
    const number = moment.cell === undefined ? undefined : this.numbers.get(moment.cell);
    const who = number === undefined ? "" : `Cell ${number}: `;
    const what =
      moment.kind === "clock"
        ? ["the clock moved", moment.caption].filter(Boolean).join(": ")
        : `${moment.operation || "a request"}${moment.kind === "refused" ? " refused" : ""}`;
    return `${who}${what}.`;
  }

  #valueText(): string {
    const { isPast, position, length } = this.timeline;
    return isPast ? `Step ${position} of ${length}. ${this.#cause()}` : `Now, step ${length}`;
  }

  #state(): TemplateResult {
    const { moment, isPast, position } = this.timeline;
    if (!isPast) return html`<b>Live</b>, step ${position}`;
    return html`<b class="mono">${moment ? timeText(moment.now) : "Start"}</b>, step ${position}<br />${moment ? dateText(moment.now) : ""}`;
  }

  #measure(): void {
    const width = this.track?.clientWidth ?? 0;
    if (width !== this.width) this.width = width;
  }

  /** The session may be ahead of what is drawn. */
  #step(by: number): void {
    this.session.seek(this.session.timeline.position + by);
  }

  #toggle() {
    if (this.session.timeline.playing) this.session.pause();
    else this.session.play();
  }

  #speed({ target }: Event) {
    this.session.setSpeed(Number((target as HTMLSelectElement).value));
  }

  #grab(event: PointerEvent) {
    if (event.button !== 0) return;
    this.track?.setPointerCapture(event.pointerId);
    this.#goTo(event);
  }

  #drag(event: PointerEvent) {
    if (this.track?.hasPointerCapture(event.pointerId)) this.#goTo(event);
  }

  #goTo({ clientX }: PointerEvent): void {
    if (this.timeline.length === this.timeline.first) return;
    const x = clientX - (this.track as HTMLElement).getBoundingClientRect().left - MARGIN;
    const position = positionAt(this.#layout, x);
    if (position !== this.session.timeline.position) this.session.seek(position);
  }

  #key(event: KeyboardEvent) {
    if (event.target !== this.track || event.altKey || event.ctrlKey || event.metaKey) return;
    const { first, length, position } = this.session.timeline;
    const page = Math.ceil((length - first) / 10);
    const places: Record<string, number> = {
      ArrowLeft: position - 1,
      ArrowDown: position - 1,
      ArrowRight: position + 1,
      ArrowUp: position + 1,
      PageUp: position - page,
      PageDown: position + page,
      Home: first,
      End: length,
    };
    const place = places[event.key];
    if (place !== undefined) this.session.seek(place);
    else if (event.key === " ") this.#toggle();
    else return;
    event.preventDefault();
  }
}

/** Whoever embeds the page may set any speed. */
const speedsWith = (speed: number): number[] => [...new Set([...SPEEDS, speed])].sort((left, right) => left - right);
