import type { IOutput } from "@jupyterlab/nbformat";
import { joinLines } from "./nbformat.ts";
import { isStream, type Omitted, omissionOf, omissionOutput, outputSize } from "./outputs.ts";

/** What is kept of a cell's outputs: the first ones and the latest. Streams are cut at these sizes, other outputs stay whole. */
export const HEAD = { outputs: 900, size: 900_000 };
export const TAIL = { outputs: 100, size: 100_000 };
/** How far the tail grows before it is cut, so that cutting costs little for each output. */
const SLACK = 2;
/** How many characters a cut may move to begin with a line. */
const LINE_SEARCH = 1_000;

/**
 * The outputs of one cell, however many come: the first ones, the latest ones, and between them an output that says what was left out.
 * Adding takes the same time for each output. Consecutive stream outputs of one name are joined.
 */
export class OutputLog {
  readonly #head: IOutput[] = [];
  #headSize = 0;
  #omitted: Omitted | undefined;
  #tail: IOutput[] = [];
  #tailSize = 0;

  static of(outputs: readonly IOutput[]): OutputLog {
    const log = new OutputLog();
    for (const output of outputs) log.add(output);
    return log;
  }

  get isEmpty(): boolean {
    return this.#head.length === 0 && this.#tail.length === 0;
  }

  /** May be an omission, of a log that was sent in parts. */
  add(output: IOutput): void {
    const omitted = omissionOf(output);
    if (omitted) this.#omit(omitted);
    else if (isStream(output)) this.#addText(output.name, joinLines(output.text), output);
    else if (this.#headIsOpen()) this.#push(output);
    else this.#pushToTail(output);
  }

  list(): readonly IOutput[] {
    this.#trim(1);
    return [...this.#head, ...(this.#omitted ? [omissionOutput(this.#omitted)] : []), ...this.#tail];
  }

  #headIsOpen(): boolean {
    return !this.#omitted && this.#tail.length === 0 && this.#head.length < HEAD.outputs && this.#headSize < HEAD.size;
  }

  #push(output: IOutput): void {
    this.#head.push(output);
    this.#headSize += outputSize(output);
  }

  #pushToTail(output: IOutput): void {
    this.#tail.push(output);
    this.#tailSize += outputSize(output);
    this.#trim(SLACK);
  }

  #addText(name: string, text: string, output: IOutput): void {
    const last = this.#head.at(-1);
    const joins = last && isStream(last) && last.name === name;
    const open = this.#headIsOpen() || (joins && !this.#omitted && this.#tail.length === 0 && this.#headSize < HEAD.size);
    const end = open ? lineEnd(text, HEAD.size - this.#headSize, joins ? joinLines(last.text) : "\n") : 0;
    if (end > 0 && joins) this.#extendHead(last, text.slice(0, end));
    else if (end > 0) this.#push({ ...output, text: text.slice(0, end) });
    if (end < text.length) this.#addTextToTail(text.slice(end), { ...output, name });
  }

  #extendHead(last: IOutput & { text: unknown }, text: string): void {
    this.#head[this.#head.length - 1] = { ...last, text: joinLines(last.text) + text };
    this.#headSize += text.length;
  }

  #addTextToTail(text: string, output: IOutput): void {
    const last = this.#tail.at(-1);
    if (!last || !isStream(last) || last.name !== output.name) return this.#pushToTail({ ...output, text });
    this.#tail[this.#tail.length - 1] = { ...last, text: joinLines(last.text) + text };
    this.#tailSize += text.length;
    this.#trim(SLACK);
  }

  /** The tail so far lies before what was left out, so it is left out too. */
  #omit({ outputs, characters }: Omitted): void {
    this.#leaveOut(outputs, characters);
    for (const output of this.#tail) this.#leaveOut(1, outputSize(output));
    this.#tail = [];
    this.#tailSize = 0;
  }

  #leaveOut(outputs: number, characters: number): void {
    const before = this.#omitted ?? { outputs: 0, characters: 0 };
    this.#omitted = { outputs: before.outputs + outputs, characters: before.characters + characters };
  }

  /** Cuts a tail that is more than `slack` times too large. The latest output stays, but text of any length is cut. */
  #trim(slack: number): void {
    if (this.#tail.length <= TAIL.outputs * slack && this.#tailSize <= TAIL.size * slack) return;
    let from = 0;
    for (; from < this.#tail.length - 1; from++) {
      const size = outputSize(this.#tail[from] as IOutput);
      const fits = this.#tail.length - from <= TAIL.outputs && this.#tailSize <= TAIL.size;
      const excess = this.#tailSize - TAIL.size;
      if (fits || (this.#tail.length - from <= TAIL.outputs && isStream(this.#tail[from] as IOutput) && excess < size)) break;
      this.#tailSize -= size;
      this.#leaveOut(1, size);
    }
    this.#tail = this.#tail.slice(from);
    this.#cutFirst();
  }

  #cutFirst(): void {
    const [first] = this.#tail;
    const excess = this.#tailSize - TAIL.size;
    if (!first || excess <= 0 || !isStream(first)) return;
    const text = joinLines(first.text);
    const line = text.indexOf("\n", excess) + 1;
    const start = line > 0 && line - excess < LINE_SEARCH && line < text.length ? line : splitAt(text, excess);
    this.#tail[0] = { ...first, text: text.slice(start) };
    this.#tailSize -= start;
    this.#leaveOut(0, start);
  }
}

/** The outputs with more of them, bounded as in an OutputLog. */
export function appendOutputs(outputs: readonly IOutput[], more: readonly IOutput[]): readonly IOutput[] {
  const log = OutputLog.of(outputs);
  for (const output of more) log.add(output);
  return log.list();
}

/** Where to cut text of which `room` characters fit after `before`: at a line's end, if there is one near. */
function lineEnd(text: string, room: number, before: string): number {
  if (text.length <= room) return text.length;
  const end = text.lastIndexOf("\n", room - 1) + 1;
  if (end === 0 && room < LINE_SEARCH && before.endsWith("\n")) return 0;
  return end > 0 && room - end < LINE_SEARCH ? end : splitAt(text, room);
}

/** An index at or before `index` that doesn't divide a character. */
function splitAt(text: string, index: number): number {
  if (index >= text.length) return text.length;
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}
