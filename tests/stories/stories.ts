import { updateCell } from "../../web/model/notebook.ts";
import "../../web/view/page.ts";
import type { Page } from "../../web/view/page.ts";
import { seedCourse } from "../model/seed-course.ts";
import { storyNotebook } from "./story-notebook.ts";
import { StorySession } from "./story-session.ts";

/** ?story=empty | done | live and ?theme=light | dark. The session is on `window.session`, to be driven from outside. */
const query = new URLSearchParams(location.search);
const session = new StorySession(storyNotebook, seedCourse());
const stories: Record<string, () => void> = { empty, done, live };

function empty(): void {
  session.runtimes = {
    engine: { state: "ready" },
    javascript: { state: "idle" },
    python: { state: "loading", loaded: 4_100_000, total: 6_300_000 },
  };
}

function done(): void {
  session.runAll();
  session.output("batch", { output_type: "stream", name: "stdout", text: "Batch writing records to table\n" });
  session.output("batch", { output_type: "stream", name: "stdout", text: "Done loading table\n" });
  session.output("get", {
    output_type: "execute_result",
    execution_count: 9,
    metadata: {},
    data: { "text/plain": "{'Author': 'H.G. Wells', 'Title': 'The Invisible Man', 'Rating': Decimal('4')}" },
  });
  const message =
    "An error occurred (ConditionalCheckFailedException) when calling the UpdateItem operation: The conditional request failed";
  session.output("condition", {
    output_type: "error",
    ename: "ConditionalCheckFailedException",
    evalue: message,
    traceback: [
      "\u001b[0;31mTraceback (most recent call last):\u001b[0m",
      "  Cell 12, line 1",
      `ConditionalCheckFailedException: ${message}`,
    ],
  });
  const set = (id: string, status: "running" | "queued" | "error") => {
    session.notebook = updateCell(session.notebook, id, { status });
  };
  set("condition", "error");
  set("read", "running");
  set("last", "queued");
  session.running = true;
  session.runtimes = { ...session.runtimes, python: { state: "loading", loaded: 4_100_000, total: 6_300_000 } };
}

/** Plays one call a second. */
function live(): void {
  const records = seedCourse();
  const timer = setInterval(() => {
    const record = records.shift();
    if (record) session.playRecords([record]);
    else clearInterval(timer);
  }, 700);
}

(stories[query.get("story") ?? "done"] ?? done)();
const page = document.createElement("shardbook-page") as Page;
page.session = session;
const theme = query.get("theme");
if (theme === "light" || theme === "dark") page.theme = theme;
document.body.append(page);
Object.assign(window, { session });
