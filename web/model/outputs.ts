import type { IOutput, IStream } from "@jupyterlab/nbformat";
import { joinLines } from "./nbformat.ts";

/** How many characters of a value or of an error a cell keeps. python/display.py has the same. */
export const TEXT_LIMIT = 1_000_000;
export const CUT_NOTICE = "\n[Output cut after 1 MB]\n";
/** An image takes less room in a page than as many characters of text. */
const IMAGE_SHARE = 1 / 10;

/** Text of any length, cut with a notice after `limit` characters. */
export function cutText(text: string, limit = TEXT_LIMIT): string {
  return text.length > limit ? text.slice(0, limit) + CUT_NOTICE : text;
}

/** Removes the terminal colour and cursor codes that tracebacks contain. */
export function stripAnsi(text: string): string {
  if (!text.includes("\u001b")) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
  return text.replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*\u0007|[@-Z\\-_])/g, "");
}

export const isStream = (output: IOutput): output is IStream => output.output_type === "stream";

/** Outputs that were not kept, and their characters with those cut from outputs that were. */
export interface Omitted {
  readonly outputs: number;
  readonly characters: number;
}

/** An output that stands for what was left out. Other notebooks show it as text. */
export function omissionOutput(omitted: Omitted): IOutput {
  return {
    output_type: "display_data",
    data: { "text/plain": `[${omissionText(omitted)}]` },
    metadata: { shardbook: { omitted: { ...omitted } } },
  };
}

/** What the output stands for; undefined for an ordinary one. */
export function omissionOf(output: IOutput): Omitted | undefined {
  const ours = isRecord(output.metadata) ? output.metadata.shardbook : undefined;
  const omitted = isRecord(ours) ? ours.omitted : undefined;
  if (!isRecord(omitted) || !isCount(omitted.outputs) || !isCount(omitted.characters)) return undefined;
  return { outputs: omitted.outputs, characters: omitted.characters };
}

/** "3,141 outputs (18 MB) left out". */
export function omissionText({ outputs, characters }: Omitted): string {
  const size = sizeText(characters);
  if (outputs === 0) return `${size} left out`;
  return `${outputs.toLocaleString("en")} ${outputs === 1 ? "output" : "outputs"} (${size}) left out`;
}

function sizeText(characters: number): string {
  if (characters >= 1e6) return `${(characters / 1e6).toFixed(characters < 1e7 ? 1 : 0)} MB`;
  return characters >= 1_000 ? `${Math.round(characters / 1_000)} KB` : `${characters} ${characters === 1 ? "character" : "characters"}`;
}

/** About how much room an output takes, in characters of text. */
export function outputSize(output: IOutput): number {
  if (isStream(output)) return joinLines(output.text).length;
  if (output.output_type === "error") return valueSize([output.evalue, output.traceback]);
  if (!isRecord(output.data)) return 0;
  const sizes = Object.entries(output.data).map(([type, data]) =>
    Math.ceil(valueSize(data) * (type.startsWith("image/") ? IMAGE_SHARE : 1)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The characters of a JSON value's strings, and one for each other value. Any depth. */
function valueSize(value: unknown): number {
  let size = 0;
  for (const waiting = [value]; waiting.length > 0; ) {
    const next = waiting.pop();
    if (typeof next === "string") size += next.length;
    else if (typeof next === "object" && next !== null) for (const each of Object.values(next)) waiting.push(each);
    else size++;
  }
  return size;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
