/** Tables for people, and the same as JSON. */

export interface Budget {
  text: string;
  met: boolean;
}

export interface Row {
  title: string;
  /** A column without a figure is NaN or missing from the end of the list. */
  figures: number[];
  budgets: Budget[];
}

export interface Section {
  title: string;
  columns: string[];
  rows: Row[];
  /** What the reader must know about this table: which peer is missing, and why. */
  notes: string[];
}

export const atMost = (what: string, figure: number, most: number, unit = ""): Budget => ({
  text: `${what} <= ${most}${unit}`,
  met: figure <= most,
});
export const atLeast = (what: string, figure: number, least: number, unit = ""): Budget => ({
  text: `${what} >= ${least}${unit}`,
  met: figure >= least,
});

const TITLE_WIDTH = 34;
const COLUMN_WIDTH = 12;

export function print(section: Section): void {
  console.log(`\n${section.title}`);
  const width = Math.max(COLUMN_WIDTH, ...section.columns.map((name) => name.length + 2));
  console.log("".padEnd(TITLE_WIDTH) + section.columns.map((name) => name.padStart(width)).join(""));
  for (const { title, figures, budgets } of section.rows) {
    const cells = section.columns.map((_, at) => cell(figures[at]).padStart(width)).join("");
    console.log(`${title.padEnd(TITLE_WIDTH)}${cells}   ${budgets.map(verdict).join(", ")}`.trimEnd());
  }
  for (const note of section.notes) console.log(note);
}

/** JSON has no NaN: a missing figure is null. */
export function toJson(sections: Section[]): string {
  return JSON.stringify({ node: process.version, sections });
}

function verdict({ text, met }: Budget): string {
  return `${text}: ${met ? "met" : "MISSED"}`;
}

function cell(figure: number | undefined): string {
  if (figure === undefined || Number.isNaN(figure)) return "-";
  return figure >= 1000 ? Math.round(figure).toLocaleString("en-US") : figure.toFixed(figure >= 100 ? 0 : figure >= 10 ? 1 : 2);
}
