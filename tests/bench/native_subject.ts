import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Subject } from "./subject.ts";

/** The engine's native build in its own process, which measures itself; see native.cc. */
export function native(): Subject {
  const child = spawn("build/native-release/tests/bench", { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name: "native",
    async round(operation, bodies) {
      child.stdin.write(`${bodies.map((body) => `${operation} ${body}\n`).join("")}\n`);
      const { value } = await answers.next();
      if (!(Number(value) > 0)) throw new Error(String(value));
      return Number(value);
    },
    end: () => child.stdin.end(),
  };
}
