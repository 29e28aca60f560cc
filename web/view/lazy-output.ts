import type { IOutput } from "@jupyterlab/nbformat";
import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { joinLines } from "../model/nbformat.ts";
import { isRecord } from "../model/outputs.ts";
import { outputView } from "./output.ts";

/** Characters of its text that stand in for the output. */
const TEXT = 2_000;

/** A large output, drawn when it first comes into view. Until then its text holds its place. Styled by whoever contains it. */
@customElement("shardbook-lazy-output")
export class LazyOutput extends LitElement {
  @property({ attribute: false }) output!: IOutput;
  @state() private seen = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("contentvisibilityautostatechange", this.#came);
    if (!("oncontentvisibilityautostatechange" in this)) this.seen = true;
  }

  protected override render(): TemplateResult {
    this.classList.toggle("place", !this.seen);
    return html`${this.seen ? outputView(this.output) : this.#text()}`;
  }

  #text(): string {
    const { data } = this.output;
    return isRecord(data) ? joinLines(data["text/plain"]).slice(0, TEXT) : "";
  }

  #came = (event: Event): void => {
    if (event.target === this && !(event as ContentVisibilityAutoStateChangeEvent).skipped) this.seen = true;
  };
}
