import type { IError, IExecuteResult, IOutput } from "@jupyterlab/nbformat";
import type { Host } from "../../web/kernel/host.ts";
import { NotebookKernel } from "../../web/kernel/kernel.ts";
import type { JournaledEntry, KernelEvent, KernelOptions } from "../../web/kernel/messages.ts";
import { nodeHost } from "../../web/kernel/node-host.ts";
import type { Language } from "../../web/model/notebook.ts";

/** The outputs of a cell, in the forms that tests ask for. */
export class Ran {
  readonly outputs: IOutput[];
  readonly status: "ok" | "error";
  readonly executionCount: number | null;

  constructor(status: "ok" | "error", executionCount: number | null, outputs: IOutput[]) {
    this.status = status;
    this.executionCount = executionCount;
    this.outputs = outputs;
  }

  get stdout(): string {
    return this.outputs.map((each) => (each.output_type === "stream" && each.name === "stdout" ? each.text : "")).join("");
  }

  get result(): IExecuteResult["data"] | undefined {
    const found = this.outputs.find((each) => each.output_type === "execute_result") as IExecuteResult | undefined;
    return found?.data;
  }

  /** The value's text, or what went wrong instead. */
  get text(): string | undefined {
    return this.status === "ok" ? (this.result?.["text/plain"] as string | undefined) : this.traceback;
  }

  get error(): IError {
    const found = this.outputs.find((each) => each.output_type === "error");
    if (!found) throw new Error(`The cell did not fail: ${JSON.stringify(this.outputs)}`);
    return found as IError;
  }

  get traceback(): string {
    return this.error.traceback.join("\n");
  }
}

/** A kernel in Node, and what it reported. */
export class TestKernel {
  readonly events: KernelEvent[] = [];
  readonly journal: JournaledEntry[] = [];
  readonly kernel: NotebookKernel;
  #cells = 0;

  constructor(adapt: (host: Host) => Host = (host) => host) {
    const host = nodeHost(
      (event) => this.events.push(event),
      (record) => record.type === "entry" && this.journal.push(record),
    );
    this.kernel = new NotebookKernel(adapt(host));
  }

  static async start(options: Partial<KernelOptions> = {}): Promise<TestKernel> {
    const started = new TestKernel();
    await started.start(options);
    return started;
  }

  async start(options: Partial<KernelOptions> = {}): Promise<void> {
    await this.kernel.start({ base: "", python: "lazy", ...options });
  }

  python(source: string): Promise<Ran> {
    return this.#run("python", source);
  }

  javascript(source: string): Promise<Ran> {
    return this.#run("javascript", source);
  }

  async #run(language: Language, source: string): Promise<Ran> {
    const number = ++this.#cells;
    const before = this.events.length;
    const { status, executionCount } = await this.kernel.runCell({ id: `cell-${number}`, run: number, number, language, source });
    const outputs = this.events.slice(before).flatMap((event) => (event.type === "outputs" ? event.outputs : []));
    return new Ran(status, executionCount, outputs);
  }
}
