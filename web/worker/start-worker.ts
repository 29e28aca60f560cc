/**
 * Starts a module of this site as a worker; `failed` hears why it could not be loaded. Browsers refuse worker scripts of another origin: when
 * the page embeds the site from elsewhere, or is sandboxed and so of no origin, a script of the page's own imports the module, which the
 * site's server must allow (Access-Control-Allow-Origin). It is no module itself: Chromium starts none in a sandboxed frame.
 */
export function startWorker(url: string, name: string, failed: (reason: string) => void): Worker {
  const isOwn = new URL(url, self.location.href).origin === self.origin;
  const worker = isOwn ? new Worker(url, { type: "module", name }) : new Worker(importing(url), { name });
  worker.addEventListener("error", (event) => {
    if (!(event instanceof ErrorEvent)) failed(`${url} could not be loaded as a worker`);
  });
  worker.addEventListener("message", ({ data }: MessageEvent<{ notImported?: string }>) => {
    if (typeof data === "object" && data?.notImported !== undefined) failed(data.notImported);
  });
  return worker;
}

function importing(url: string): string {
  const script = `(${importWithMessages})(${JSON.stringify(url)})`;
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}

/** Runs in the worker, with nothing else of this file. Keeps the messages that arrive before the module listens. */
function importWithMessages(url: string): void {
  Object.assign(self, {
    importScripts() {
      throw new TypeError("Module scripts don't support importScripts()"); // Pyodide refuses to start where it works
    },
  });
  const early: unknown[] = [];
  const keep = ({ data }: MessageEvent) => early.push(data);
  self.addEventListener("message", keep);
  import(/* @vite-ignore */ url).then(
    () => {
      self.removeEventListener("message", keep);
      for (const data of early) self.dispatchEvent(new MessageEvent("message", { data }));
    },
    (error) => self.postMessage({ notImported: String(error) }),
  );
}
