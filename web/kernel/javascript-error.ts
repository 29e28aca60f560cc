import type { IError } from "@jupyterlab/nbformat";
import { cutText } from "../model/outputs.ts";
import { errorLine, inspect } from "./inspect.ts";

/** How to find a cell's source from a stack. */
export interface CellOrigin {
  /** As displayed: "<cell 3>". */
  name: string;
  source: string;
}

/** Returns the name of the script that execution `count` runs as. */
export function scriptName(count: number): string {
  return `shardbook-cell-${count}.js`;
}

const LONGEST_FRAME = 2_000;
const FRAME = /(?:at (?:async )?(?<v8>[^\s(]*).*?|(?<other>[^@\s]*)@.*?)shardbook-cell-(?<count>\d+)\.js:(?<line>\d+)/;

/** An nbformat error with the frames of cells only. `firstLine` is the line at which a cell's source begins in its script. */
export function describeError(error: unknown, cells: Map<number, CellOrigin>, firstLine: number): IError {
  if (!(error instanceof Error)) return describeThrown(error);
  const traceback = [errorLine(error), ...frames(error, cells, firstLine)];
  const { cause } = error;
  if (cause !== undefined) traceback.push(`Caused by: ${cause instanceof Error ? errorLine(cause) : inspect(cause)}`);
  return errorOutput(error.name, error.message, traceback);
}

function describeThrown(value: unknown): IError {
  const text = inspect(value);
  return errorOutput("Uncaught", text, [`Uncaught ${text}`]);
}

function errorOutput(ename: string, evalue: string, traceback: string[]): IError {
  const whole = traceback.join("\n");
  const cut = cutText(whole);
  return { output_type: "error", ename, evalue: cutText(evalue), traceback: cut === whole ? traceback : cut.split("\n") };
}

/** For code that acorn rejects: acorn knows the position, the stack doesn't. */
export function describeSyntaxError(error: SyntaxError & { loc?: { line: number; column: number } }, cell: CellOrigin): IError {
  const message = error.message.replace(/ \(\d+:\d+\)$/, "");
  const at = error.loc ? place(cell, error.loc.line, `${cell.name}:${error.loc.line}:${error.loc.column + 1}`) : [];
  return { output_type: "error", ename: "SyntaxError", evalue: message, traceback: [`SyntaxError: ${message}`, ...at] };
}

/** Without columns, which differ in the rewritten cell. */
function frames(error: Error, cells: Map<number, CellOrigin>, firstLine: number): string[] {
  return (error.stack ?? "").split("\n").flatMap((text) => {
    if (text.length > LONGEST_FRAME) return []; // a line of the message
    const { v8, other, count, line } = FRAME.exec(text)?.groups ?? {};
    const cell = cells.get(Number(count));
    if (!cell) return [];
    const own = Number(line) - firstLine + 1;
    const where = `${cell.name}:${own}`;
    const name = functionName(v8 ?? other ?? "");
    return place(cell, own, name ? `${name} (${where})` : where);
  });
}

/** Returns "    at price (<cell 3>:2)" and the line itself, or nothing for a line of the wrapper around the cell. */
function place(cell: CellOrigin, line: number, where: string): string[] {
  const source = cell.source.split("\n")[line - 1];
  return source === undefined ? [] : [`    at ${where}`, `        ${source.trim()}`];
}

/** Empty for the wrapper around the cell; without the scope object that `with` makes the receiver. */
function functionName(name: string): string {
  return /^eval$|anonymous|shardbook-cell/.test(name) ? "" : name.replace(/^Proxy\./, "").replace("$f_", "");
}
