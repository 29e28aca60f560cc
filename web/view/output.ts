import type { IError, IOutput } from "@jupyterlab/nbformat";
import { html, nothing, type TemplateResult } from "lit";
import { joinLines } from "../model/nbformat.ts";
import { isRecord, isStream, omissionOf, omissionText, stripAnsi } from "../model/outputs.ts";
import { icon } from "./icon.ts";
import { safeHtml, safeMarkdown } from "./safe-html.ts";
import { textBlock } from "./text-block.ts";

type Drawn = TemplateResult | undefined;

/** Richest first; other types in a bundle are not shown. What can't be drawn is shown by its next type. */
const MIME: readonly [type: string, draw: (data: unknown) => Drawn][] = [
  ["text/html", (data) => rich(safeHtml(joinLines(data)))],
  ["image/png", (data) => image("image/png", joinLines(data))],
  ["image/jpeg", (data) => image("image/jpeg", joinLines(data))],
  ["text/markdown", (data) => rich(safeMarkdown(joinLines(data)))],
  ["application/json", (data) => json(data)],
  ["text/plain", (data) => textBlock(joinLines(data))],
];

export function outputView(output: IOutput): TemplateResult | typeof nothing {
  const omitted = omissionOf(output);
  if (omitted) return html`<p class="omitted">${omissionText(omitted)}</p>`;
  if (isStream(output)) return textBlock(stripAnsi(joinLines(output.text)), output.name);
  if (output.output_type === "error") return errorCard(output as IError);
  return isRecord(output.data) ? bundleView(output.data) : nothing;
}

function bundleView(data: Record<string, unknown>): TemplateResult | typeof nothing {
  const present = MIME.filter(([type]) => data[type] !== undefined);
  for (const [type, draw] of present) {
    const drawn = draw(data[type]);
    if (!drawn) continue;
    return type === present[0]?.[0] ? drawn : html`${drawn}${tooLarge(present[0]?.[0])}`;
  }
  const [type = ""] = present[0] ?? [];
  const source = data[type];
  return html`${typeof source === "string" ? textBlock(source.slice(0, SHOWN_SOURCE)) : nothing}${type && tooLarge(type)}`;
}

/** Characters shown of markup that can't be drawn and has no text beside it. */
const SHOWN_SOURCE = 100_000;

function tooLarge(type = ""): TemplateResult {
  const kind = { "text/html": "HTML", "text/markdown": "Markdown", "application/json": "JSON" }[type] ?? "The output";
  return html`<p class="omitted">${kind} too large or too deeply nested to draw, shown as text</p>`;
}

const rich = (content: DocumentFragment | undefined): Drawn => content && html`<div class="rich">${content}</div>`;

/** Undefined if it nests too deeply for JSON.stringify. */
function json(data: unknown): Drawn {
  try {
    return textBlock(JSON.stringify(data, null, 2));
  } catch {
    return undefined;
  }
}

function image(type: string, base64: string): Drawn {
  const clean = base64.replace(/\s/g, "");
  return /^[\w+/]+=*$/.test(clean) ? html`<img alt="Output image" src="data:${type};base64,${clean}" />` : undefined;
}

/** The service's or the language's message, then the learner's frames. */
function errorCard({ ename, evalue, traceback }: IError): TemplateResult {
  const frames = stripAnsi(joinLines(traceback?.join("\n"))).trim();
  return html`<div class="error" role="alert">
    ${icon("cross")}
    <h4>${ename}</h4>
    ${textBlock(evalue, "message")}
    ${frames && html`<details><summary>Traceback</summary>${textBlock(frames)}</details>`}
  </div>`;
}
