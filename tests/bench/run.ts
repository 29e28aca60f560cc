/**
 * `npm run bench -- [engine|http|page ...] [--json FILE] [--against FOLDER]`: compares the engine with its peers in one run on one machine.
 * --against adds the engine of another checkout, which must be built, as a peer. Without --json, the last line is the JSON.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { growth } from "./growth.ts";
import { inProcess } from "./in_process.ts";
import { download, memory } from "./memory.ts";
import { overHttp } from "./over_http.ts";
import { page } from "./page.ts";
import { print, type Section, toJson } from "./report.ts";
import { timeline } from "./timeline.ts";

const options = { json: { type: "string" }, against: { type: "string" } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const { json, against } = values;

type Part = () => Promise<Section[]> | Section[];
const PARTS: Record<string, Part[]> = {
  engine: [async () => [await inProcess(against)], growth, () => [memory(), download()]],
  http: [async () => [await overHttp()]],
  page: [async () => [await page()], async () => [await timeline()]],
};

const measured: Section[] = [];
for (const part of Object.entries(PARTS).flatMap(([name, parts]) =>
  positionals.length === 0 || positionals.includes(name) ? parts : [],
)) {
  for (const section of await part()) {
    print(section);
    measured.push(section);
  }
}
if (json === undefined) console.log(`\n${toJson(measured)}`);
else writeFileSync(json, `${toJson(measured)}\n`);
process.exit(0); // dynalite's store keeps the process alive
