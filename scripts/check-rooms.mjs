/** node scripts/check-rooms.mjs: fails if an include or an import violates the plan in docs/architecture.md, or if files form a cycle. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { root } from "./step.mjs";

/**
 * Lowest first; a room may use those before it. The public contract counts as three rooms, because lower rooms use its options and events.
 */
const CORE = [
  "core/value",
  "core/error",
  "core/expression",
  "core/storage",
  "core/stream",
  "core/state",
  "core/protocol",
  "core/request",
  "core/include/shardbook/options.h",
  "core/include/shardbook/event.h",
  "core/call",
  "core/lifecycle",
  "core/throughput",
  "core/definition",
  "core/item",
  "core/transaction",
  "core/read",
  "core/partiql",
  "core/operation",
  "core/include/shardbook/bytes.h",
  "core/include/shardbook/engine.h",
  "core/engine",
  "wasm",
];

/** Lowest first, each with the rooms it may use. */
const PAGE = {
  wasm: [],
  "wasm/data": ["wasm"],
  "wasm/endpoint": ["wasm"],
  "web/model": ["wasm"],
  "web/worker": [],
  "web/kernel": ["wasm", "web/model", "web/worker"],
  "web/headless": ["wasm", "web/worker", "web/kernel"],
  "web/observer": ["wasm", "web/model", "web/worker", "web/kernel"],
  "web/style": [],
  "web/view": ["wasm", "web/model", "web/style"],
  "web/session": ["wasm", "web/model", "web/worker", "web/kernel", "web/observer", "web/view"],
  "web/embed": ["web/model", "web/session", "web/view"],
  web: ["web/embed", "web/style"],
};

const INCLUDE = /^\s*#\s*include "([^"]+)"/;
const IMPORT = /\b(?:from|import|import\(|new URL\()\s*"(\.[^"?]+\.(?:ts|css))\b/;

const core = {
  files: filesBelow("core", /\.(cc|h)$/).concat(filesBelow("wasm", /\.cc$/)),
  links: linksBy(INCLUDE, ({ named, file }) => [`core/include/${named}`, `core/${named}`, posix.join(dirname(file), named)]),
  rooms: CORE,
  mayUse: (from, to) => CORE.indexOf(to) < CORE.indexOf(from),
};
const page = {
  files: filesBelow("wasm", /\.ts$/).concat(filesBelow("web", /\.(ts|css)$/)),
  links: linksBy(IMPORT, ({ named, file }) => [posix.join(dirname(file), named)]),
  rooms: Object.keys(PAGE),
  mayUse: (from, to) => PAGE[from].includes(to),
};

function faults({ files, links, rooms, mayUse }) {
  const homeless = files.filter((file) => roomOf(file, rooms) === undefined).map((file) => `${file}:1: is in no room of the plan`);
  const all = files.flatMap(links);
  return [...homeless, ...all.flatMap((link) => againstPlan(link, rooms, mayUse)), ...circles(all)];
}

function againstPlan({ file, line, target }, rooms, mayUse) {
  const [from, to] = [roomOf(file, rooms), roomOf(target, rooms)];
  if (from === undefined || from === to || (to !== undefined && mayUse(from, to))) return [];
  return [`${file}:${line}: ${from} may not use ${to ?? "what is in no room"} (${target})`];
}

/** The longest room that the path begins with. */
function roomOf(path, rooms) {
  const around = rooms.filter((room) => path === room || path.startsWith(`${room}/`));
  return around.sort((left, right) => right.length - left.length)[0];
}

function linksBy(pattern, candidates) {
  return (file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((text, at) => {
        const named = pattern.exec(text)?.[1];
        const target = named && candidates({ named, file }).find((path) => existsSync(join(root, path)));
        return target ? [{ file, line: at + 1, target }] : [];
      });
}

/** Every import that leads back to a file on the path to it. */
function circles(links) {
  const found = [];
  const done = new Set();
  const visit = (path) => {
    const file = path.at(-1);
    for (const { line, target } of links.filter((link) => link.file === file)) {
      if (path.includes(target)) found.push(`${file}:${line}: a circle: ${[...path.slice(path.indexOf(target)), target].join(" -> ")}`);
      else if (!done.has(target)) visit([...path, target]);
    }
    done.add(file);
  };
  for (const { file } of links) if (!done.has(file)) visit([file]);
  return found;
}

function filesBelow(folder, pattern) {
  const names = readdirSync(join(root, folder), { recursive: true });
  return names
    .filter((name) => pattern.test(name))
    .map((name) => posix.join(folder, name))
    .sort();
}

const found = [core, page].flatMap(faults);
for (const fault of found) console.error(fault);
process.exitCode = found.length > 0 ? 1 : 0;
