import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, query } from "lit/decorators.js";
import { base } from "../style/base.ts";
import sheet from "../style/reset-dialog.css?inline";

/** Asks before Reset; fires "confirm". */
@customElement("shardbook-reset-dialog")
export class ResetDialog extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @query("dialog") private dialog!: HTMLDialogElement;

  ask(): void {
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${this.#closed}>
      <form method="dialog">
        <h2 id="title">Reset tables and variables?</h2>
        <p id="text">Every table, stream and variable goes, and the clock returns to now. The notebook's cells and outputs stay.</p>
        <div>
          <button class="button outline" value="">Cancel</button>
          <button class="button danger" value="reset">Reset</button>
        </div>
      </form>
    </dialog>`;
  }

  #closed() {
    if (this.dialog.returnValue === "reset") this.dispatchEvent(new Event("confirm"));
  }
}
