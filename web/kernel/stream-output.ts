import type { EmitOutput } from "./language-runtime.ts";

const AT_ONCE = 500;
const BATCH_CHARACTERS = 16_384;
const BATCH_MS = 50;

/**
 * Text of stdout and stderr as nbformat stream outputs. The first writes go out at once, so that a hanging cell shows all it printed;
 * a flood goes out in batches, so as not to drown the page.
 */
export class StreamOutput {
  #emit: EmitOutput;
  #waiting = { name: "stdout", text: "" };
  #sent = 0;
  #flushed = 0;

  constructor(emit: EmitOutput) {
    this.#emit = emit;
  }

  write(name: "stdout" | "stderr", text: string): void {
    if (name !== this.#waiting.name) this.flush();
    this.#waiting.name = name;
    this.#waiting.text += text;
    const due = this.#sent < AT_ONCE || this.#waiting.text.length > BATCH_CHARACTERS || performance.now() - this.#flushed > BATCH_MS;
    if (due) this.flush();
  }

  flush(): void {
    const { name, text } = this.#waiting;
    if (text === "") return;
    this.#waiting.text = "";
    this.#sent++;
    this.#flushed = performance.now();
    this.#emit({ output_type: "stream", name, text });
  }

  /** Call this when a cell begins. */
  restart(): void {
    this.flush();
    this.#sent = 0;
  }
}
