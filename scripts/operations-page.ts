/** node --import tsx scripts/operations-page.ts: writes docs/operations.md. A test keeps the page in sync with the engine. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OperationInfo } from "../wasm/events.ts";
import { createEngine } from "../wasm/load.ts";
import { type Model, readModels } from "./service-model.ts";

export const PAGE = fileURLToPath(new URL("../docs/operations.md", import.meta.url));
const REFERENCE = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference";

/** Lists the operations of the service's model and whether the engine has each. */
export async function operationsPage(): Promise<string> {
  const { operations } = (await createEngine()).inspect({ kind: "operations" });
  const sections = readModels().map((model) => section(model, operations));
  return `# Operations\n\nAll operations of the service, and whether the engine supports them. Unsupported ones fail with UnknownOperationException.\n${sections.join("")}`;
}

function section({ metadata, operations: modelled }: Model, supported: OperationInfo[]): string {
  const names = Object.keys(modelled).sort();
  const here = new Set(supported.filter(({ service }) => service === metadata.targetPrefix).map(({ name }) => name));
  const rows = names.map((name) => `| [${name}](${reference(metadata, name)}) | ${here.has(name) ? "yes" : "no"} |\n`);
  const count = names.filter((name) => here.has(name)).length;
  return `\n## ${metadata.serviceFullName}: ${count} of ${names.length}\n\n| operation | supported |\n| --- | --- |\n${rows.join("")}`;
}

function reference({ targetPrefix }: Model["metadata"], name: string): string {
  return `${REFERENCE}/API_${targetPrefix.startsWith("DynamoDBStreams") ? "streams_" : ""}${name}.html`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(PAGE, await operationsPage());
