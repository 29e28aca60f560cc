/** What the README asks of every host; docs/threats.md says what each part is for. */
const HEADERS = {
  "Content-Security-Policy": [
    "default-src 'self'",
    "connect-src 'self' blob:",
    "script-src 'self' 'unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Allow-Origin": "*", // the files are public; a sandboxed frame has no origin
};

/** Serves build/site on 127.0.0.1; returns its address and a function to stop it. Port 0 picks any free port. */
export async function serveSite(port) {
  const { preview } = await import("vite");
  const server = await preview({
    configFile: new URL("../vite.config.ts", import.meta.url).pathname,
    logLevel: "error",
    preview: { host: "127.0.0.1", port, strictPort: port !== 0, cors: false, headers: HEADERS },
  });
  const address = server.httpServer.address();
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
