/** What the README asks of every host: cells reach no other server, no other site frames the page, files are what their type says. */
const HEADERS = {
  "Content-Security-Policy": "connect-src 'self' blob:; frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
  "X-Content-Type-Options": "nosniff",
};

/** Serves build/site on 127.0.0.1; returns its address and a function to stop it. Port 0 picks any free port. */
export async function serveSite(port) {
  const { preview } = await import("vite");
  const server = await preview({
    configFile: new URL("../vite.config.ts", import.meta.url).pathname,
    logLevel: "error",
    preview: { host: "127.0.0.1", port, strictPort: port !== 0, headers: HEADERS },
  });
  const address = server.httpServer.address();
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
