import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { CellEffect } from "../model/inspection.ts";
import type { CodeCell, Language } from "../model/notebook.ts";
import { base } from "../style/base.ts";
import cellSheet from "../style/cell.css?inline";
import sheet from "../style/code-cell.css?inline";
import { statusButton, statusText } from "./cell-status.ts";
import { cellTools } from "./cell-tools.ts";
import "./editor.ts";
import type { Editor } from "./editor.ts";
import { effectLine } from "./effect-line.ts";
import "./outputs.ts";
import type { Session } from "./session.ts";

@customElement("shardbook-code-cell")
export class CodeCellView extends LitElement {
  static override styles = [base, unsafeCSS(cellSheet), unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) cell!: CodeCell;
  @property({ attribute: false }) effect?: CellEffect;
  @property({ type: Number }) index = 0;
  @property({ type: Number }) number = 0;
  /** Why the cell waits or is stale. */
  @property() cause?: string;
  @query("shardbook-editor") private editor!: Editor;
  @query(".run") private button!: HTMLButtonElement;

  /** Focuses the editor. */
  override focus(): void {
    this.editor.focus();
  }

  focusButton(): void {
    this.button.focus();
  }

  protected override render(): TemplateResult {
    const { cell, session, index, number } = this;
    const name = `cell ${number}`;
    return html`<article class="cell ${cell.status}" aria-label="Cell ${number}, ${cell.language}, ${statusText(cell.status)}">
      <div class="gutter">${statusButton(cell.status, name, this.#click)}<span class="number">${number}</span></div>
      <div class="body">
        <div class="code">
          <div class="corner">${cellTools(session, index)}${this.#count()}${this.#language()}</div>
          <shardbook-editor
            .source=${cell.source}
            .language=${cell.language}
            label="Code of ${name}"
            @edit=${this.#edit}
            @run=${() => session.run(index)}
          ></shardbook-editor>
        </div>
        ${cell.outputs.length ? html`<shardbook-outputs .outputs=${cell.outputs}></shardbook-outputs>` : nothing}
        ${effectLine({ cell, effect: this.effect, cause: this.cause, showCalls: this.#showCalls })}
      </div>
    </article>`;
  }

  #count() {
    const { executionCount } = this.cell;
    return executionCount === null ? nothing : html`<span class="count" title="Execution count">[${executionCount}]</span>`;
  }

  #language() {
    const { language } = this.cell;
    return html`<select aria-label="Language" .value=${language} @change=${this.#setLanguage}>
      <option value="python" ?selected=${language === "python"}>Python</option>
      <option value="javascript" ?selected=${language === "javascript"}>JavaScript</option>
    </select>`;
  }

  #setLanguage({ target }: Event) {
    this.session.setLanguage(this.index, (target as HTMLSelectElement).value as Language);
  }

  #edit = () => this.session.edit(this.index, this.editor.source);

  #click = () => {
    const busy = this.cell.status === "running" || this.cell.status === "queued";
    if (busy) this.session.stop();
    else this.session.run(this.index);
  };

  #showCalls = () => this.dispatchEvent(new CustomEvent("show-calls", { detail: this.cell.id, bubbles: true, composed: true }));
}
