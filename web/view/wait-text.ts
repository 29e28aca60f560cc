import { assertNever } from "../model/assert-never.ts";
import type { Language } from "../model/notebook.ts";
import type { RuntimeState } from "../model/runtime-state.ts";
import { bytesText } from "./time-text.ts";

const NAMES: Record<Language, string> = { python: "Python", javascript: "JavaScript" };

/** What a queued cell is waiting for. */
export function waitText(runtime: RuntimeState, language: Language): string {
  const name = NAMES[language];
  switch (runtime.state) {
    case "ready":
      return "Waits for its turn";
    case "loading":
      return `Waits for ${name}, ${bytesText(Math.max(0, runtime.total - runtime.loaded))} left`;
    case "idle":
    case "starting":
      return `Waits for ${name} to start`;
    case "failed":
      return `${name} did not load`;
    default:
      return assertNever(runtime);
  }
}
