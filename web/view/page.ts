import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { emptyInspection, type StreamRecord } from "../model/inspection.ts";
import { cellNumbers } from "../model/notebook.ts";
import type { ShownMoment } from "../model/timeline-state.ts";
import { base } from "../style/base.ts";
import sheet from "../style/page.css?inline";
import tokens from "../style/tokens.css?inline";
import "./bar.ts";
import "./calls.ts";
import { Frames } from "./frames.ts";
import { icon } from "./icon.ts";
import "./notebook.ts";
import { isShown, type PageLayout, type Panel, pageLayout } from "./page-layout.ts";
import "./page-tabs.ts";
import type { PageTabs } from "./page-tabs.ts";
import type { Session } from "./session.ts";
import "./stream.ts";
import "./tables.ts";
import "./timeline.ts";
import { savedTheme, saveTheme, type Theme } from "./theme-switch.ts";

const SHOWN_FIRST = { stream: emptyInspection, tables: emptyInspection, calls: emptyInspection };
const PANELS: readonly Panel[] = ["notebook", "stream", "tables", "calls"];

/** The whole page over one session. */
@customElement("shardbook-page")
export class Page extends LitElement {
  static override styles = [unsafeCSS(tokens), base, unsafeCSS(sheet)];
  @property({ attribute: false }) session?: Session;
  @property({ reflect: true }) theme: Theme = savedTheme();
  @property({ reflect: true }) layout: PageLayout = "wide";
  @state() private chosen: Panel = "notebook";
  @state() private callsOf?: string;
  @state() private selected?: StreamRecord;
  #unsubscribe?: () => void;
  /** What each panel shows, which may be some frames behind the session. */
  @state() private shown = SHOWN_FIRST;
  @state() private moment: ShownMoment = { position: 0, isPast: false };
  #frames = new Frames(
    () => this.requestUpdate(),
    () => this.#bring("stream"),
    () => this.#bring("tables"),
    () => this.#bring("calls"),
  );
  #resized = new ResizeObserver(() => {
    this.layout = pageLayout(this.clientWidth);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    this.addEventListener("show-calls", this.#showCalls as EventListener);
    this.addEventListener("select-record", this.#selectRecord as EventListener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#unsubscribe?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("session")) return;
    this.#unsubscribe?.();
    const shown = this.session?.shown ?? emptyInspection;
    this.shown = { stream: shown, tables: shown, calls: shown };
    this.moment = this.session?.timeline ?? { position: 0, isPast: false };
    this.#unsubscribe = this.session?.subscribe(() => this.#frames.request());
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session) return nothing;
    return html`<header><button class="skip" @click=${this.#skip}>Skip to the notebook</button>
      <shardbook-bar
        .session=${session} .notebook=${session.notebook} .runtimes=${session.runtimes} .running=${session.running} .theme=${this.theme} @theme=${this.#theme}
      ></shardbook-bar></header>
      ${session.notice ? this.#notice(session.notice) : nothing}
      <main>${this.#notebook(session)}${this.#inspector(session)}</main>
      <shardbook-timeline
        .session=${session} .timeline=${session.timeline} .numbers=${cellNumbers(session.notebook)} .narrow=${this.layout === "narrow"}
      ></shardbook-timeline>
      ${this.layout === "narrow" ? this.#tabs(PANELS) : nothing}`;
  }

  #notebook(session: Session): TemplateResult {
    const { notebook, inspection, runtimes } = session;
    return html`<shardbook-notebook
      id="notebook" tabindex="-1" ?hidden=${!this.#isShown("notebook")}
      .session=${session} .notebook=${notebook} .effects=${inspection.effects} .runtimes=${runtimes}
    ></shardbook-notebook>`;
  }

  #inspector(session: Session): TemplateResult {
    const { notebook } = session;
    const { stream, tables, calls } = this.shown;
    const numbers = cellNumbers(notebook);
    return html`<section class="inspector" aria-label="Inspector" ?hidden=${this.layout === "narrow" && this.chosen === "notebook"}>
      ${this.layout === "medium" ? this.#tabs(PANELS.slice(1)) : nothing}
      <shardbook-stream
        ?hidden=${!this.#isShown("stream")} .session=${session} .inspection=${stream} .numbers=${numbers} .selected=${this.selected}
        .now=${session.timeline.moment?.now ?? session.now()} .moment=${this.moment}
      ></shardbook-stream>
      <shardbook-tables ?hidden=${!this.#isShown("tables")} .session=${session} .inspection=${tables} .selected=${this.selected?.key}
        .step=${session.timeline.isPast ? session.timeline.step : undefined}></shardbook-tables>
      <shardbook-calls ?hidden=${!this.#isShown("calls")} .inspection=${calls} .numbers=${numbers} .cell=${this.callsOf}></shardbook-calls>
    </section>`;
  }

  #bring(panel: keyof typeof SHOWN_FIRST): void {
    this.shown = { ...this.shown, [panel]: this.session?.shown ?? emptyInspection };
    if (panel === "stream" && this.session) this.moment = this.session.timeline;
  }

  #notice(text: string): TemplateResult {
    return html`<p class="notice" role="status"><span>${text}</span>
      <button class="button bare" aria-label="Dismiss" @click=${() => this.session?.dismissNotice()}>${icon("cross")}</button></p>`;
  }

  #tabs(panels: readonly Panel[]): TemplateResult {
    const chosen = panels.includes(this.chosen) ? this.chosen : panels[0];
    return html`<shardbook-page-tabs role="navigation" aria-label="Views" .panels=${panels} .chosen=${chosen} @choose=${this.#choose}></shardbook-page-tabs>`;
  }

  #isShown(panel: Panel): boolean {
    return isShown(panel, this.layout, this.chosen);
  }

  #choose({ target }: Event) {
    this.chosen = (target as PageTabs).chosen;
  }

  #theme({ target }: Event) {
    this.theme = (target as HTMLElement & { theme: Theme }).theme;
    saveTheme(this.theme);
  }

  #skip() {
    this.chosen = "notebook";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#notebook")?.focus());
  }

  #showCalls = ({ detail }: CustomEvent<string | undefined>) => {
    this.callsOf = detail;
    if (detail !== undefined && this.layout !== "wide") this.chosen = "calls";
  };

  #selectRecord = ({ detail }: CustomEvent<StreamRecord | undefined>) => {
    this.selected = detail;
  };
}
