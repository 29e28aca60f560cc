/**
 * Starts a module worker of this site. Browsers refuse worker scripts of another origin: when the page embeds the site from elsewhere, or is
 * sandboxed and so of no origin, a script of the page's own imports the worker's, which its server must allow (Access-Control-Allow-Origin).
 */
export function startWorker(url: string, name: string): Worker {
  const isOwn = new URL(url, self.location.href).origin === self.origin;
  if (isOwn) return new Worker(url, { type: "module", name });
  const script = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
  return new Worker(script, { type: "module", name });
}
