import type { IOutput } from "@jupyterlab/nbformat";
import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { isStream, omissionOf, omissionText, outputSize } from "../model/outputs.ts";
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
    const hidden = all.slice(this.first, -LAST);
    if (hidden.length === 0) return html`${drawn(all)}`;
    return html`${drawn(all.slice(0, this.first))}${this.#more(hidden)}${drawn(all.slice(-LAST))}`;
  }

  #more(hidden: readonly Numbered[]): TemplateResult {
    const omissions = hidden.flatMap(({ output }) => omissionOf(output) ?? []);
    const kept = hidden.length - omissions.length;
    const texts = [`${kept} more ${kept === 1 ? "output" : "outputs"}`, ...omissions.map(omissionText)];
    const all = hidden.length <= MORE;
    const show = () => this.#show(all ? hidden.length : MORE);
    return html`<p class="omitted">${texts.join(", ")} <button class="button outline small" @click=${show}>Show ${all ? "them" : MORE}</button></p>`;
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
