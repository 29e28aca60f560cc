import type { INotebookContent } from "@jupyterlab/nbformat";
import { neededFiles } from "../model/file-names.ts";
import { NotebookError, parseNotebook, toNbformat } from "../model/nbformat.ts";
import type { NotebookModel } from "../model/notebook.ts";
import { type Files, fetchFiles, filesAsBytes } from "../session/notebook-files.ts";
import { type CellResult, NotebookSession, type RunResult, type SessionEvents } from "../session/notebook-session.ts";
import "../view/page.ts";
import type { Page } from "../view/page.ts";
import { timelineOf } from "./timeline.ts";

export interface LoadOptions {
  /** Put in the working directory that Python's open() and JavaScript see. */
  files?: Files;
}

const EMPTY: NotebookModel = { cells: [], metadata: {} };

/**
 * `<shard-book src="lesson.ipynb">`: a notebook with DynamoDB in it. Events: `ready`, `cell-started`, `cell-finished`, `run-finished`,
 * `engine-event`, all bubbling CustomEvents.
 */
export class ShardBook extends HTMLElement {
  static readonly observedAttributes = ["src"];

  #session: NotebookSession | undefined;
  #loading: Promise<void> = Promise.resolve();
  #loads = 0;
  /** Notebooks are opened one after the other. */
  #opening: Promise<void> = Promise.resolve();

  connectedCallback(): void {
    if (this.#session) return;
    this.#session = new NotebookSession(EMPTY, siteBase(), (type, detail) => this.#dispatch(type, detail));
    const page = document.createElement("shardbook-page") as Page;
    page.session = this.#session;
    this.replaceChildren(page);
    const src = this.getAttribute("src");
    if (src !== null) void this.load(src).catch((error: Error) => this.#report(error));
    this.ready.then(
      () => this.#dispatch("ready", {}),
      (error: Error) => this.#report(error),
    );
  }

  attributeChangedCallback(_name: string, before: string | null, src: string | null): void {
    if (before !== null && src !== null && this.#session) void this.load(src).catch((error: Error) => this.#report(error));
  }

  /** Resolves when engine and JavaScript are usable; Python continues to load. */
  get ready(): Promise<void> {
    return Promise.all([this.#use().ready, this.#loading]).then(() => {});
  }

  /**
   * Opens a notebook, given as an nbformat 4 object, as its JSON text, or by URL. Rejects with the reason, and the previous one stays, if
   * it isn't one, or if it or `files` names a file that cannot be beside it. The latest call wins: an earlier one that is still fetching rejects
   * with an AbortError.
   */
  load(notebook: INotebookContent | string | URL, { files = {} }: LoadOptions = {}): Promise<void> {
    const loaded = this.#load(notebook, files);
    this.#loading = loaded.catch((error) => {
      if (this.#use().notebook === EMPTY) throw error; // there is no previous one to go on with
    });
    this.#loading.catch(() => {}); // reported by `loaded`
    return loaded;
  }

  async runCell(index: number): Promise<CellResult> {
    await this.#loading;
    return this.#use().runCell(index);
  }

  async runAll(options: { stopOnError?: boolean } = {}): Promise<RunResult> {
    await this.#loading;
    return this.#use().runEveryCell(options);
  }

  /** Ends whatever is running. Tables are as of the last finished call; variables are gone. */
  stop(): Promise<void> {
    return this.#use().stopKernel();
  }

  /** Starts over with a fresh engine and fresh languages; the notebook is kept. */
  reset(): Promise<void> {
    return this.#use().resetKernel();
  }

  /** nbformat 4.5 with outputs. */
  get notebook(): INotebookContent {
    return toNbformat(this.#use().notebook);
  }

  /** A raw request to the notebook's engine: `call("DynamoDB_20120810.GetItem", {...})`. An empty answer is `{}`, as clients read it. */
  async call(
    target: string,
    body: unknown,
    { region = "us-east-1" }: { region?: string } = {},
  ): Promise<{ status: number; body: unknown }> {
    const answer = await this.#use().call(region, target, JSON.stringify(body));
    return { status: answer.status, body: JSON.parse(answer.body || "{}") as unknown };
  }

  /** Virtual time, milliseconds since the epoch. */
  readonly clock = {
    now: (): number => this.#use().now(),
    advance: (ms: number): Promise<number> => this.#use().advanceClock(ms),
  };

  /** The steps so far, and the one that the views show. */
  readonly timeline = timelineOf(() => this.#use());

  async #load(source: INotebookContent | string | URL, files: Files): Promise<void> {
    const session = this.#use();
    const number = ++this.#loads;
    const url = urlOf(source);
    const notebook = parseNotebook(url ? await fetchText(url) : source);
    const beside = url ? await fetchFiles(neededFiles(notebook), url) : {};
    const opened = this.#opening.then(() => {
      if (number !== this.#loads) throw new DOMException("Another notebook has been opened since.", "AbortError");
      return session.open(notebook, { ...beside, ...filesAsBytes(files) });
    });
    this.#opening = opened.catch(() => {});
    await opened;
  }

  #use(): NotebookSession {
    if (!this.#session) throw new Error("<shard-book> is not in a document");
    return this.#session;
  }

  #report(error: Error): void {
    if (error.name !== "AbortError") this.#session?.showNotice(error.message);
  }

  #dispatch(type: "ready" | keyof SessionEvents, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** A string that begins with a brace is a notebook's text; any other is a URL. */
function urlOf(source: INotebookContent | string | URL): URL | undefined {
  if (source instanceof URL) return source;
  return typeof source === "string" && !source.trimStart().startsWith("{") ? new URL(source, document.baseURI) : undefined;
}

async function fetchText(url: URL): Promise<string> {
  const response = await fetch(url).catch(() => undefined);
  if (!response) throw new NotebookError(`${url.href} cannot be reached.`);
  if (!response.ok) throw new NotebookError(`${url.href}: the server answered ${response.status}.`);
  return response.text();
}

/** The site's folder; the built element is at its top level. */
function siteBase(): string {
  return new URL(import.meta.env.DEV ? "/" : "./", import.meta.url).href;
}

customElements.define("shard-book", ShardBook);

declare global {
  interface HTMLElementTagNameMap {
    "shard-book": ShardBook;
  }
}
