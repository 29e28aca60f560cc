import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Where the engine, Python and the programs are built. */
export const BUILT = new URL("../../build/", import.meta.url);

/** Node's options for a program that may read itself and the built files, and do nothing else to the machine. */
export function restrictions(program: string, allowNetwork: boolean): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const readable = [program, fileURLToPath(new URL("python/*", BUILT)), fileURLToPath(new URL("wasm/*", BUILT))];
  return [
    known.has("--permission") ? "--permission" : "--experimental-permission",
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...(allowNetwork && known.has("--allow-net") ? ["--allow-net"] : []), // earlier versions of Node do not ask: see seal.ts
    "--expose-internals", // for seal.ts
    "--no-warnings", // of both
  ];
}

/** Returns the path of a program as one file, which needs no loader; with the packages as browsers get them, which ask nothing of Node. */
export async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    keepNames: true,
    external: ["node:*"],
    logLevel: "error",
  });
  const target = fileURLToPath(new URL(`headless/${basename(entry, ".ts")}.mjs`, BUILT));
  const own = `${target}.${process.pid}`;
  await mkdir(new URL("headless/", BUILT), { recursive: true });
  await writeFile(own, outputFiles[0]?.contents ?? "");
  await rename(own, target); // another run may be reading it
  return target;
}
