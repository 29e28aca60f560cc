import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const started: ChildProcess[] = [];
process.on("exit", () => {
  for (const program of started) program.kill("SIGKILL");
});

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** The program as started by npm run endpoint. */
export class Command {
  readonly #process: ChildProcess;
  readonly ended: Promise<Ended>;
  #output = "";
  #errors = "";

  constructor(...args: string[]) {
    this.#process = spawn(...this.program(args), { cwd: root });
    started.push(this.#process);
    this.#process.stdout?.on("data", (data) => (this.#output += data));
    this.#process.stderr?.on("data", (data) => (this.#errors += data));
    this.ended = once(this.#process, "close").then(([code]) => ({ code, output: this.#output, errors: this.#errors }));
  }

  async url(): Promise<string> {
    for (;;) {
      const url = /^DynamoDB is at (.*)$/m.exec(this.#output)?.[1];
      if (url !== undefined) return url;
      await Promise.race([once(this.#process.stdout as NodeJS.ReadableStream, "data"), this.ended]);
      if (this.#process.exitCode !== null) throw new Error(this.#errors);
    }
  }

  end(signal: NodeJS.Signals): Promise<Ended> {
    this.#process.kill(signal);
    return this.ended;
  }

  /** As when the reader of a pipe ends. */
  stopReading(): void {
    this.#process.stdout?.destroy();
    this.#process.stderr?.destroy();
  }

  protected program(args: string[]): [string, string[]] {
    return [process.execPath, ["--import", "tsx", "scripts/endpoint.ts", ...args]];
  }
}

/** One whose files can't grow beyond 100 or 200 KB (shells count differently): writing fails as on a full disk. */
export class CommandWithoutRoom extends Command {
  protected override program(args: string[]): [string, string[]] {
    const [program, all] = super.program(args);
    return ["sh", ["-c", 'ulimit -f 200; exec "$0" "$@"', program, ...all]];
  }
}
