/**
 * Builds build/python: Pyodide, the wheels of requirements-browser.txt and web/kernel/python, compiled, and a memory snapshot in
 * which boto3 is already imported. Does nothing while its inputs are unchanged.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { loadPyodide, version } from "pyodide";

const root = new URL("..", import.meta.url);
const sources = new URL("web/kernel/python/", root);
const pyodide = new URL("node_modules/pyodide/", root);
const target = new URL("build/python/", root);
const wheels = new URL("wheels/", target);
const requirements = new URL("requirements-browser.txt", root);
const packer = new URL("scripts/pack_site.py", root);

const SITE = "/lib/python3.14/site-packages";
const PYODIDE_FILES = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];
const SITE_FILES = [...PYODIDE_FILES, "snapshot.bin", "site-data.zip", "site-packages.zip"];
// The snapshot contains the hash seed, and so the order of every set; this makes builds reproducible.
const environment = { env: { PYTHONHASHSEED: "0" } };

async function build(): Promise<void> {
  const stamp = await inputsStamp();
  if (await isBuilt(stamp)) return console.log("build/python is up to date");
  await mkdir(wheels, { recursive: true });
  await download();
  await packSite();
  await takeSnapshot();
  for (const file of PYODIDE_FILES) await copyFile(new URL(file, pyodide), new URL(file, target));
  await writeManifest(stamp);
}

async function inputsStamp(): Promise<string> {
  const inputs = [requirements, packer, new URL(import.meta.url), ...(await ourModules()), new URL("warmup.py", sources)];
  const hash = createHash("sha256").update(version);
  for (const input of inputs) hash.update(await readFile(input));
  return hash.digest("hex");
}

async function ourModules(): Promise<URL[]> {
  const names = (await readdir(sources)).filter((name) => name.endsWith(".py") && name !== "warmup.py");
  return names.sort().map((name) => new URL(name, sources));
}

async function isBuilt(stamp: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await readFile(new URL("manifest.json", target), "utf8")) as { stamp?: string };
    const present = await readdir(target);
    return manifest.stamp === stamp && SITE_FILES.every((file) => present.includes(file));
  } catch {
    return false;
  }
}

/** Skipped if every wheel is present with its hash. */
async function download(): Promise<void> {
  const hashes = await requiredHashes();
  if ((await requiredWheels()).length === hashes.length) return;
  console.log(`Downloading ${hashes.length} Python packages`);
  const pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"];
  const { status, error } = spawnSync(
    "python3",
    [...pip, "--only-binary", ":all:", "--dest", wheels.pathname, "--requirement", requirements.pathname],
    { stdio: "inherit" },
  );
  if (status !== 0) throw new Error(`python3 -m pip could not download the packages${error ? `: ${error.message}` : ""}`);
}

async function requiredHashes(): Promise<string[]> {
  return [...(await readFile(requirements, "utf8")).matchAll(/sha256:([0-9a-f]{64})/g)].map(([, hash]) => hash as string);
}

/** The wheels with a required hash; earlier versions may be in the same folder. */
async function requiredWheels(): Promise<URL[]> {
  const hashes = await requiredHashes();
  const found: URL[] = [];
  for (const name of (await readdir(wheels)).sort()) {
    const file = new URL(name, wheels);
    const hash = createHash("sha256").update(await readFile(file));
    if (hashes.includes(hash.digest("hex"))) found.push(file);
  }
  return found;
}

async function packSite(): Promise<void> {
  console.log("Compiling Python packages");
  const python = await loadPyodide(environment);
  for (const wheel of await requiredWheels()) python.unpackArchive(await bytes(wheel), "zip", { extractDir: "/src" });
  python.FS.mkdirTree("/src/shardbook");
  for (const module of await ourModules()) {
    python.FS.writeFile(`/src/shardbook/${module.pathname.split("/").pop()}`, await bytes(module));
  }
  python.runPython(await readFile(packer, "utf8"));
  for (const file of ["site-packages.zip", "site-data.zip"]) await writeFile(new URL(file, target), python.FS.readFile(`/${file}`));
}

async function takeSnapshot(): Promise<void> {
  console.log("Taking the memory snapshot");
  const python = await loadPyodide({ ...environment, _makeSnapshot: true });
  python.unpackArchive(await bytes(new URL("site-packages.zip", target)), "zip", { extractDir: SITE });
  python.runPython(await readFile(new URL("warmup.py", sources), "utf8"), { globals: python.toPy({ __name__: "warmup" }) });
  await writeFile(new URL("snapshot.bin", target), gzipSync(python.makeMemorySnapshot(), { level: 9 }));
}

async function writeManifest(stamp: string): Promise<void> {
  const files: Record<string, number> = {};
  for (const file of SITE_FILES) files[file] = (await readFile(new URL(file, target))).length;
  await writeFile(new URL("manifest.json", target), JSON.stringify({ pyodide: version, stamp, files }, null, 2));
  const total = Object.values(files).reduce((sum, size) => sum + size, 0);
  console.log(`build/python: ${SITE_FILES.length} files, ${(total / 1e6).toFixed(1)} MB`);
}

/** Pyodide refuses Node's Buffer. */
async function bytes(file: URL): Promise<Uint8Array> {
  return new Uint8Array(await readFile(file));
}

// An uncaught error would print Pyodide's source line, a megabyte long.
await build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
process.exit();
