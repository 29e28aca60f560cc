/**
 * npm run notebook -- FILE.ipynb [--output OUT.ipynb] [--allow-network]: runs a notebook without a page. Its cells run in a process that can
 * reach nothing but copies of the files beside the notebook (../web/headless).
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { IOutput } from "@jupyterlab/nbformat";
import { startSealedKernel } from "../web/headless/process.ts";
import { cellName } from "../web/kernel/language-runtime.ts";
import { joinLines, toNbformat } from "../web/model/nbformat.ts";
import { type CodeCell, cellNumbers, type NotebookModel, updateCell } from "../web/model/notebook.ts";
import { appendOutputs } from "../web/model/output-log.ts";
import { filesBeside, readNotebook } from "./notebook-file.ts";

const USAGE = "Usage: npm run notebook -- FILE.ipynb [--output OUT.ipynb] [--allow-network]";

async function main(): Promise<boolean> {
  const { file, output, allowNetwork } = readArguments();
  const notebook = await readNotebook(file);
  const { ran, ok } = await runNotebook(notebook, await filesBeside(file, notebook), allowNetwork);
  if (output !== undefined) await writeFile(output, `${JSON.stringify(toNbformat(ran), null, 1)}\n`);
  return ok;
}

interface Arguments {
  file: string;
  output: string | undefined;
  allowNetwork: boolean;
}

function readArguments(): Arguments {
  const options = { output: { type: "string" }, "allow-network": { type: "boolean", default: false } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(USAGE);
  return { file, output: values.output, allowNetwork: values["allow-network"] };
}

/** Stops at the first cell that fails. */
async function runNotebook(
  notebook: NotebookModel,
  files: Record<string, Uint8Array>,
  allowNetwork: boolean,
): Promise<{ ran: NotebookModel; ok: boolean }> {
  let outputs: readonly IOutput[] = [];
  const kernel = await startSealedKernel((event) => {
    if (event.type !== "outputs") return;
    outputs = appendOutputs(outputs, event.outputs);
    event.outputs.forEach(print);
  }, allowNetwork);
  const needsPython = notebook.cells.some((cell) => cell.type === "code" && cell.language === "python");
  await kernel.call.start({ base: kernel.base, python: needsPython ? "eager" : "lazy" });
  await kernel.call.writeFiles(files);
  const numbers = cellNumbers(notebook);
  let ran = notebook;
  for (const cell of notebook.cells) {
    if (cell.type === "markdown") printHeadings(cell.source);
    if (cell.type !== "code") continue;
    const number = numbers.get(cell.id) as number;
    outputs = [];
    console.log(`[${number}]`);
    const { id, language, source } = cell;
    const { status, executionCount } = await kernel.call.runCell({ id, run: number, number, language, source });
    ran = updateCell(ran, id, { outputs, executionCount });
    if (status === "error") {
      console.error(`Cell ${number} failed${failedLine(outputs, cellName({ number }), cell)}`);
      return { ran, ok: false };
    }
  }
  return { ran, ok: true };
}

/** The cell's own line in the traceback: the last in Python; the first in JavaScript, which puts the deepest frame first. */
function failedLine(outputs: readonly IOutput[], name: string, { language }: CodeCell): string {
  const traceback = outputs.flatMap((output) => (output.output_type === "error" ? (output.traceback as string[]) : [])).join("\n");
  const lines = [...traceback.matchAll(new RegExp(`${name}(?:", line |:)(\\d+)`, "g"))].map(([, line]) => line);
  const line = language === "python" ? lines.at(-1) : lines[0];
  return line ? ` at line ${line}` : "";
}

function printHeadings(markdown: string): void {
  for (const heading of markdown.match(/^#{1,6} .*/gm) ?? []) console.log(`\n${heading}`);
}

function print(output: IOutput): void {
  if (output.output_type === "stream") process.stdout.write(joinLines(output.text));
  else if (output.output_type === "error") console.error((output.traceback as string[]).join("\n"));
  else console.log(joinLines((output.data as Record<string, unknown>)["text/plain"]));
}

// An uncaught error would print Pyodide's source line, a megabyte long.
const ok = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return false;
});
process.exit(ok ? 0 : 1);
