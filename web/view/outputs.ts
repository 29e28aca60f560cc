import type { IOutput } from "@jupyterlab/nbformat";
import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { isStream, omissionOf, outputSize } from "../model/outputs.ts";
import { base } from "../style/base.ts";
import sheet from "../style/outputs.css?inline";
import richSheet from "../style/rich.css?inline";
import "./lazy-output.ts";
import { outputView } from "./output.ts";

/** Of many outputs, how many are drawn at the beginning and at the end, and how many more by each click. */
const FIRST = 40;
const LAST = 10;
const MORE = 100;

/** Characters of an output that is drawn only once it comes into view, as is markup after the first outputs. */
const LARGE = 10_000;
const FIRST_MARKUP = 3;

interface Numbered {
  /** Its place among all outputs of the cell, those left out included. */
  readonly number: number;
  readonly output: IOutput;
}

/** A cell's outputs. Those drawn once are not drawn again unless they change. */
@customElement("shardbook-outputs")
export class OutputsView extends LitElement {
  static override styles = [base, unsafeCSS(richSheet), unsafeCSS(sheet)];
  @property({ attribute: false }) outputs: readonly IOutput[] = [];
  @state() private first = FIRST;

  protected override render(): TemplateResult {
    const all = numbered(this.outputs);
    const hidden = all.length - this.first - LAST;
    const [beginning, end] = hidden > 0 ? [all.slice(0, this.first), all.slice(-LAST)] : [all, []];
    return html`${drawn(beginning)}${hidden > 0 ? this.#more(hidden) : nothing}${drawn(end)}`;
  }

  #more(hidden: number): TemplateResult {
    const next = Math.min(MORE, hidden);
    const button = html`<button class="button outline small" @click=${() => this.#show(next)}>Show ${next === hidden ? "them" : next}</button>`;
    return html`<p class="omitted">${hidden} more ${hidden === 1 ? "output" : "outputs"} ${button}</p>`;
  }

  #show(more: number): void {
    this.first += more;
  }
}

function drawn(outputs: readonly Numbered[]): unknown {
  return repeat(
    outputs,
    ({ number }) => number,
    (numbered) =>
      isLazy(numbered)
        ? html`<shardbook-lazy-output .output=${numbered.output}></shardbook-lazy-output>`
        : guard([numbered.output], () => outputView(numbered.output)),
  );
}

function isLazy({ number, output }: Numbered): boolean {
  if (isStream(output)) return false;
  const data = (output.data ?? {}) as Record<string, unknown>;
  return outputSize(output) > LARGE || (number >= FIRST_MARKUP && ("text/html" in data || "text/markdown" in data));
}

/** Numbers stay the same while outputs before them are left out. */
function numbered(outputs: readonly IOutput[]): Numbered[] {
  let before = 0;
  return outputs.map((output, at) => {
    const number = before + at;
    before += omissionOf(output)?.outputs ?? 0;
    return { number, output };
  });
}
