import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { type Language, type NotebookModel, titleOf } from "../model/notebook.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import sheet from "../style/bar.css?inline";
import { base } from "../style/base.ts";
import "./clock-menu.ts";
import { icon, logo } from "./icon.ts";
import "./reset-dialog.ts";
import type { ResetDialog } from "./reset-dialog.ts";
import "./runtime-chip.ts";
import type { Session } from "./session.ts";
import "./theme-switch.ts";
import type { Theme } from "./theme-switch.ts";

const LANGUAGES: Record<Language, string> = { python: "Python", javascript: "JavaScript" };

@customElement("shardbook-bar")
export class Bar extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) notebook!: NotebookModel;
  @property({ attribute: false }) runtimes!: Session["runtimes"];
  @property({ type: Boolean }) running = false;
  @property() theme: Theme = "system";
  @query("shardbook-reset-dialog") private dialog!: ResetDialog;

  protected override render(): TemplateResult {
    const { session } = this;
    return html`<div class="brand">${logo}<div><h1>${titleOf(this.notebook)}</h1><small>Shardbook</small></div></div>
      <div class="actions">
        <button class="button primary" ?disabled=${this.running} @click=${() => session.runAll()}>${icon("play")}Run all</button>
        <button class="button stop" ?disabled=${!this.running} aria-label="Stop" @click=${() => session.stop()}>${icon("stop")}<span>Stop</span></button>
        <button class="button reset" aria-label="Reset" @click=${() => this.dialog.ask()}>${icon("reset")}<span>Reset</span></button>
      </div>
      <div class="space"></div>
      <div class="runtimes" role="group" aria-label="Runtimes">${this.#engine()}${this.#language("javascript")}${this.#language("python")}</div>
      <shardbook-clock-menu .session=${session}></shardbook-clock-menu>
      <shardbook-theme-switch .theme=${this.theme} @theme=${this.#theme}></shardbook-theme-switch>
      <shardbook-reset-dialog @confirm=${() => session.reset()}></shardbook-reset-dialog>`;
  }

  #engine(): TemplateResult {
    return html`<shardbook-runtime-chip class="engine" name="Engine" .state=${this.runtimes.engine}></shardbook-runtime-chip>`;
  }

  #language(language: Language): TemplateResult {
    const state: RuntimeState = this.runtimes[language];
    return html`<shardbook-runtime-chip
      class=${language} name=${LANGUAGES[language]} .state=${state} @load=${() => this.session.load(language)}
    ></shardbook-runtime-chip>`;
  }

  #theme(event: Event) {
    this.theme = (event.target as HTMLElement & { theme: Theme }).theme;
    this.dispatchEvent(new Event("theme"));
  }
}
