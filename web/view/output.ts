import type { IError, IMimeBundle, IOutput } from "@jupyterlab/nbformat";
import { html, nothing, type TemplateResult } from "lit";
import { joinLines } from "../model/nbformat.ts";
import { isStream, stripAnsi } from "../model/outputs.ts";
import { icon } from "./icon.ts";
import { safeHtml, safeMarkdown } from "./safe-html.ts";

/** Richest first; other types in a bundle are not shown. */
const MIME: readonly [type: string, draw: (data: unknown) => unknown][] = [
  ["text/html", (data) => html`<div class="rich">${safeHtml(joinLines(data))}</div>`],
  ["image/png", (data) => image("image/png", joinLines(data))],
  ["image/jpeg", (data) => image("image/jpeg", joinLines(data))],
  ["text/markdown", (data) => html`<div class="rich">${safeMarkdown(joinLines(data))}</div>`],
  ["application/json", (data) => html`<pre>${JSON.stringify(data, null, 2)}</pre>`],
  ["text/plain", (data) => html`<pre>${joinLines(data)}</pre>`],
];

export function outputView(output: IOutput): TemplateResult | typeof nothing {
  if (isStream(output)) return html`<pre class=${output.name}>${stripAnsi(joinLines(output.text))}</pre>`;
  if (output.output_type === "error") return errorCard(output as IError);
  return isBundle(output.data) ? bundleView(output.data) : nothing;
}

function bundleView(data: IMimeBundle): TemplateResult | typeof nothing {
  const found = MIME.find(([type]) => data[type] !== undefined);
  return found ? html`${found[1](data[found[0]])}` : nothing;
}

function image(type: string, base64: string): TemplateResult | typeof nothing {
  const clean = base64.replace(/\s/g, "");
  return /^[\w+/]+=*$/.test(clean) ? html`<img alt="Output image" src="data:${type};base64,${clean}" />` : nothing;
}

/** The service's or the language's message, then the learner's frames. */
function errorCard({ ename, evalue, traceback }: IError): TemplateResult {
  const frames = stripAnsi(joinLines(traceback?.join("\n"))).trim();
  return html`<div class="error" role="alert">
    ${icon("cross")}
    <h4>${ename}</h4>
    <p>${evalue}</p>
    ${frames && html`<details><summary>Traceback</summary><pre>${frames}</pre></details>`}
  </div>`;
}

const isBundle = (data: unknown): data is IMimeBundle => typeof data === "object" && data !== null;
