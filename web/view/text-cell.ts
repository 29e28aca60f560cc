import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import type { TextCell } from "../model/notebook.ts";
import { base } from "../style/base.ts";
import cellSheet from "../style/cell.css?inline";
import richSheet from "../style/rich.css?inline";
import sheet from "../style/text-cell.css?inline";
import { cellTools } from "./cell-tools.ts";
import "./editor.ts";
import type { Editor } from "./editor.ts";
import { icon } from "./icon.ts";
import { safeMarkdown } from "./safe-html.ts";
import type { Session } from "./session.ts";
import { textBlock } from "./text-block.ts";

/** Markdown, rendered until edited, or text as it is: raw, or what is too deeply nested to draw. */
@customElement("shardbook-text-cell")
export class TextCellView extends LitElement {
  static override styles = [base, unsafeCSS(cellSheet), unsafeCSS(richSheet), unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) cell!: TextCell;
  @property({ type: Number }) index = 0;
  @state() private editing = false;
  @query("shardbook-editor") private editor?: Editor;
  @query(".edit") private button!: HTMLButtonElement;

  /** Opens the editor. */
  override focus(): void {
    this.editing = true;
    void this.updateComplete.then(() => this.editor?.focus());
  }

  focusButton(): void {
    this.button.focus();
  }

  protected override render(): TemplateResult {
    return html`<article class="text" aria-label="Text" @dblclick=${() => this.focus()}>
      ${this.editing ? this.#editor() : this.#rendered()}
      <div class="corner">
        ${cellTools(this.session, this.index)}
        <button class="tool edit" aria-label=${this.editing ? "Show text" : "Edit text"} @click=${this.#toggle}>
          ${icon(this.editing ? "check" : "pencil", "small")}
        </button>
      </div>
    </article>`;
  }

  #rendered() {
    const { source, type } = this.cell;
    if (source.trim() === "") return html`<p class="nothing">Empty text. Double-click to write.</p>`;
    return guard([source, type], () => {
      const drawn = type === "raw" ? undefined : safeMarkdown(source);
      return drawn ? html`<div class="rich">${drawn}</div>` : textBlock(source);
    });
  }

  #editor() {
    return html`<div class="code">
      <shardbook-editor
        .source=${this.cell.source}
        language="markdown"
        label="Text in Markdown"
        @edit=${() => this.session.edit(this.index, this.editor?.source ?? "")}
        @run=${this.#close}
        @run-next=${this.#close}
      ></shardbook-editor>
    </div>`;
  }

  #close = () => {
    this.editing = false;
  };

  #toggle = () => (this.editing ? this.#close() : this.focus());
}
