import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { ScheduledWork } from "../../wasm/events.ts";
import { durationText, scheduledText } from "../model/clock-caption.ts";
import { base } from "../style/base.ts";
import sheet from "../style/clock-menu.css?inline";
import { icon } from "./icon.ts";
import type { Session } from "./session.ts";
import { dateText, timeText } from "./time-text.ts";

const MINUTE = 60_000;
const STEPS = [
  { label: "Advance 1 min", why: "", ms: MINUTE },
  { label: "Advance 5 min", why: "iterators age", ms: 5 * MINUTE },
  { label: "Advance 4 h", why: "shards roll over", ms: 240 * MINUTE },
  { label: "Advance 24 h", why: "records trim", ms: 1440 * MINUTE },
] as const;

const NEXT = 4;

/** The tables' time, with a menu that moves it forward. */
@customElement("shardbook-clock-menu")
export class ClockMenu extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @state() private now = 0;
  /** What happens next; asked for when the menu opens. */
  @state() private next?: readonly ScheduledWork[];
  @query("details") private details!: HTMLDetailsElement;
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("focusout", this.#left);
    this.#timer = window.setInterval(this.#tick, 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    const now = this.session.now();
    const [first] = this.next ?? [];
    return html`<details @keydown=${this.#key} @toggle=${this.#toggled}>
      <summary aria-label="Table clock, ${timeText(now)} UTC">${icon("clock", "small")}<time class="mono">${timeText(now)}</time>${icon("down", "small")}</summary>
      <div class="menu">
        <p>Table time, ${dateText(now)} UTC</p>
        ${STEPS.map(({ label, why, ms }) => html`<button @click=${() => this.#advance(ms)}>${icon("forward", "small")}${label}<span>${why}</span></button>`)}
        ${first ? this.#toNext(first, now) : nothing}
        ${this.next ? nextLines(this.next, now) : nothing}
      </div>
    </details>`;
  }

  #toNext({ due }: ScheduledWork, now: number): TemplateResult {
    return html`<button @click=${() => this.#advance(Math.max(1, due - this.session.now() + 1))}>
      ${icon("forward", "small")}To the next event<span>${until(due, now)}</span>
    </button>`;
  }

  #toggled() {
    if (!this.details.open) return;
    this.session.scheduled(NEXT).then(
      (next) => (this.next = next),
      () => (this.next = undefined),
    );
  }

  #tick = () => {
    const second = Math.floor(this.session.now() / 1000);
    if (second !== this.now) this.now = second;
  };

  #left = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node) || !this.renderRoot.contains(relatedTarget)) this.details.open = false;
  };

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.details.open) return;
    this.details.open = false;
    this.details.querySelector("summary")?.focus();
  }

  #advance(ms: number): void {
    this.session.advance(ms);
    this.details.open = false;
    this.requestUpdate();
  }
}

function nextLine(work: ScheduledWork, now: number): TemplateResult {
  return html`<li>${scheduledText(work)}<time class="mono" title=${dateText(work.due)}>${timeText(work.due)}</time><span>${until(work.due, now)}</span></li>`;
}

const until = (due: number, now: number) => (due > now ? `in ${durationText(due - now)}` : "with the next call");

const nextLines = (next: readonly ScheduledWork[], now: number): TemplateResult =>
  next.length > 0 ? html`<h2>Next</h2><ol>${next.map((work) => nextLine(work, now))}</ol>` : html`<p>Nothing is due.</p>`;
