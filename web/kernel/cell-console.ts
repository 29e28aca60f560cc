import { inspect } from "./inspect.ts";
import type { EmitOutput } from "./language-runtime.ts";

type Print = (...values: unknown[]) => void;

/** The `console` of cells, which writes to the cell's stdout and stderr. */
export function cellConsole(emit: EmitOutput): Record<string, Print> {
  let indent = "";
  const print =
    (name: "stdout" | "stderr"): Print =>
    (...values) =>
      emit({ output_type: "stream", name, text: `${indent}${format(values).replaceAll("\n", `\n${indent}`)}\n` });
  const out = print("stdout");
  const error = print("stderr");
  const group: Print = (...values) => {
    if (values.length > 0) out(...values);
    indent += "  ";
  };
  return {
    log: out,
    info: out,
    debug: out,
    dir: (value) => out(value),
    table: (value) => out(table(value)),
    warn: error,
    error,
    trace: error,
    assert: (holds, ...values) => holds || error("Assertion failed", ...values),
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
  };
}

const PLACEHOLDER = /%[sdifjoOc%]/g;

function format(values: unknown[]): string {
  const rest = [...values];
  const parts: string[] = [];
  if (typeof rest[0] === "string" && rest.length > 1) {
    const template = rest.shift() as string;
    parts.push(template.replace(PLACEHOLDER, (mark) => (mark === "%%" ? "%" : rest.length > 0 ? substitute(mark, rest.shift()) : mark)));
  }
  return [...parts, ...rest.map(plain)].join(" ");
}

function substitute(mark: string, value: unknown): string {
  switch (mark) {
    case "%s":
      return plain(value);
    case "%d":
      return typeof value === "bigint" ? `${value}n` : String(Number(value));
    case "%i":
      return String(Number.parseInt(String(value), 10));
    case "%f":
      return String(Number.parseFloat(String(value)));
    case "%j":
      return JSON.stringify(value);
    case "%c":
      return "";
    default:
      return inspect(value);
  }
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

/** Rows of objects in columns; anything else as console.log shows it. */
function table(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const rows = Object.entries(value);
  const columns = [...new Set(rows.flatMap(([, row]) => (isRecord(row) ? Object.keys(row) : [])))];
  const plainValues = rows.some(([, row]) => !isRecord(row));
  const header = ["(index)", ...columns, ...(plainValues ? ["Values"] : [])];
  const cells = rows.map(([index, row]) => [
    index,
    ...columns.map((column) => (isRecord(row) && Object.hasOwn(row, column) ? inspect(row[column]) : "")),
    ...(plainValues ? [isRecord(row) ? "" : inspect(row)] : []),
  ]);
  const widths = header.map((_, at) => Math.max(...[header, ...cells].map((line) => line[at]?.length ?? 0)));
  const line = (parts: string[]) => parts.map((part, at) => part.padEnd(widths[at] ?? 0)).join("  ");
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value);
}
