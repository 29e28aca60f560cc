import type { IOutput, IStream } from "@jupyterlab/nbformat";
import { joinLines } from "./nbformat.ts";

/** How many characters of stream text, of a value or of an error a cell keeps. python/display.py has the same. */
export const TEXT_LIMIT = 1_000_000;
export const CUT_NOTICE = "\n[Output cut after 1 MB]\n";

/** Text of any length, cut with a notice after `limit` characters. */
export function cutText(text: string, limit = TEXT_LIMIT): string {
  return text.length > limit ? text.slice(0, limit) + CUT_NOTICE : text;
}

/** Adds an output. Consecutive stream outputs of one name are joined; stream text beyond TEXT_LIMIT is dropped with a notice. */
export function appendOutput(outputs: readonly IOutput[], output: IOutput): readonly IOutput[] {
  if (!isStream(output)) return [...outputs, output];
  const kept = outputs.reduce((size, each) => size + (isStream(each) ? joinLines(each.text).length : 0), 0);
  if (kept > TEXT_LIMIT) return outputs;
  const fitting = cutText(joinLines(output.text), TEXT_LIMIT - kept);
  const last = outputs.at(-1);
  if (!last || !isStream(last) || last.name !== output.name) return [...outputs, { ...output, text: fitting }];
  return [...outputs.slice(0, -1), { ...last, text: joinLines(last.text) + fitting }];
}

/** Removes the terminal colour and cursor codes that tracebacks contain. */
export function stripAnsi(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
  return text.replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*\u0007|[@-Z\\-_])/g, "");
}

export const isStream = (output: IOutput): output is IStream => output.output_type === "stream";
