/**
 * `npm run bench -- [--json FILE]`: compares the engine with its peers in one run on one machine. Without --json, the last line is the
 * JSON.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { growth } from "./growth.ts";
import { inProcess } from "./in_process.ts";
import { download, memory } from "./memory.ts";
import { overHttp } from "./over_http.ts";
import { page } from "./page.ts";
import { print, type Section, toJson } from "./report.ts";

const { json } = parseArgs({ options: { json: { type: "string" } } }).values;
const measured: Section[] = [];
const parts: (() => Promise<Section[]> | Section[])[] = [
  async () => [await inProcess()],
  growth,
  () => [memory(), download()],
  async () => [await overHttp()],
  async () => [await page()],
];
for (const part of parts) {
  for (const section of await part()) {
    print(section);
    measured.push(section);
  }
}
if (json === undefined) console.log(`\n${toJson(measured)}`);
else writeFileSync(json, `${toJson(measured)}\n`);
process.exit(0); // dynalite's store keeps the process alive
