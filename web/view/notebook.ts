import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CellEffect } from "../model/inspection.ts";
import { type Cell, type CodeCell, cellNumbers, type NewCell, type NotebookModel } from "../model/notebook.ts";
import { base } from "../style/base.ts";
import sheet from "../style/notebook.css?inline";
import { cellPlace, placeOf } from "./cell-place.ts";
import "./code-cell.ts";
import type { CodeCellView } from "./code-cell.ts";
import { icon } from "./icon.ts";
import type { Session } from "./session.ts";
import "./text-cell.ts";
import type { TextCellView } from "./text-cell.ts";
import { waitText } from "./wait-text.ts";

/** Notebooks of up to so many cells are drawn as a whole. */
const DRAWN_AT_ONCE = 30;

@customElement("shardbook-notebook")
export class NotebookView extends LitElement {
  static override styles = [base, unsafeCSS(sheet)];
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) notebook!: NotebookModel;
  @property({ attribute: false }) effects!: ReadonlyMap<string, CellEffect>;
  @property({ attribute: false }) runtimes!: Session["runtimes"];
  /** Ids of the cells that have been in view; they stay drawn. */
  #drawn = new Set<string>();
  /** The cell that gets the focus once it is drawn: its editor, or its first button. */
  #wanted?: { id: string | undefined; part: "editor" | "button" };

  protected override render(): TemplateResult {
    const { cells } = this.notebook;
    const numbers = cellNumbers(this.notebook);
    return html`<header class="panel-head"><h2>Notebook</h2><span>${progressText(cells)}</span></header>
      <div
        class="cells"
        @run-next=${this.#runNext}
        @contentvisibilityautostatechange=${this.#cameIntoView}
        @focusin=${this.#gotFocus}
      >
        ${repeat(
          cells,
          ({ id }) => id,
          (cell, index) => this.#slot(cell, index, numbers),
        )}
        ${this.#inserter(cells.length, true)}
      </div>`;
  }

  /** Holds a cell's place with its source, cheaply, until it comes into view, is found or gets the focus. */
  #slot(cell: Cell, index: number, numbers: ReadonlyMap<string, number>): TemplateResult {
    if (this.#drawn.has(cell.id)) return html`${this.#inserter(index)}${this.#cell(cell, index, numbers)}`;
    return cellPlace(cell, numbers.get(cell.id));
  }

  #cameIntoView(event: Event & { skipped?: boolean }): void {
    const id = placeOf(event);
    if (id !== undefined && !event.skipped) this.#draw(id);
  }

  #gotFocus(event: Event): void {
    const id = placeOf(event);
    if (id === undefined) return;
    this.#wanted = { id, part: "button" };
    this.#draw(id);
  }

  #draw(id: string): void {
    this.#drawn.add(id);
    this.requestUpdate();
  }

  #cell(cell: Cell, index: number, numbers: ReadonlyMap<string, number>): TemplateResult {
    const { session } = this;
    if (cell.type !== "code")
      return html`<shardbook-text-cell data-index=${index} .session=${session} .cell=${cell} .index=${index}></shardbook-text-cell>`;
    return html`<shardbook-code-cell
      data-index=${index}
      .session=${session}
      .cell=${cell}
      .index=${index}
      .number=${numbers.get(cell.id) ?? 0}
      .effect=${this.effects.get(cell.id)}
      .cause=${this.#cause(cell, numbers)}
    ></shardbook-code-cell>`;
  }

  #cause(cell: CodeCell, numbers: ReadonlyMap<string, number>): string | undefined {
    if (cell.status === "queued") return waitText(this.runtimes[cell.language], cell.language);
    if (cell.status === "stopped") return "Stopped";
    if (cell.status !== "stale") return undefined;
    if (cell.staleBecause === cell.id) return "Edited since it ran";
    return `Stale: cell ${numbers.get(cell.staleBecause ?? "") ?? "before it"} changed`;
  }

  #inserter(index: number, always = false): TemplateResult {
    const button = (type: NewCell, label: string) =>
      html`<button @click=${() => this.#add(index, type)}>${icon("plus", "small")}${label}</button>`;
    return html`<div class="inserter ${always ? "always" : ""}">${button("code", "Code")}${button("markdown", "Text")}</div>`;
  }

  #add(index: number, type: NewCell): void {
    this.session.add(index, type);
    this.#focus(index);
  }

  #runNext(event: Event): void {
    const index = Number(
      (event.composedPath().find((each) => each instanceof HTMLElement && each.dataset.index) as HTMLElement).dataset.index,
    );
    const { cells } = this.notebook;
    if (cells[index]?.type === "code") this.session.run(index);
    const next = cells.findIndex((cell, at) => at > index && cell.type === "code");
    if (next < 0) this.#add(cells.length, "code");
    else this.#focus(next);
  }

  protected override willUpdate(): void {
    const { cells } = this.notebook;
    if (cells.length <= DRAWN_AT_ONCE) for (const { id } of cells) this.#drawn.add(id);
  }

  /** Focuses the editor, also before the session's change is drawn. */
  #focus(index: number): void {
    const id = this.session.notebook.cells[index]?.id;
    this.#wanted = { id, part: "editor" };
    if (id !== undefined) this.#draw(id);
  }

  protected override updated(): void {
    const { id, part } = this.#wanted ?? {};
    const index = this.notebook.cells.findIndex((cell) => cell.id === id);
    const cell = index >= 0 && this.renderRoot.querySelector<CodeCellView | TextCellView>(`[data-index="${index}"]`);
    if (!cell) return;
    this.#wanted = undefined;
    void cell.updateComplete.then(() => (part === "button" ? cell.focusButton() : cell.focus()));
  }
}

function progressText(cells: readonly Cell[]): string {
  const code = cells.filter((cell): cell is CodeCell => cell.type === "code");
  const done = code.filter(({ status }) => status === "ok").length;
  return `${code.length} code cells${done ? `, ${done} done` : ""}`;
}
