import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The site: index.html, and shard-book.js for pages that embed the element. Other files it serves are collected in build/public. */
export default defineConfig({
  root: path("web"),
  base: "./",
  publicDir: path("build/public"),
  appType: "mpa",
  build: {
    outDir: path("build/site"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { index: path("web/index.html"), "shard-book": path("web/embed/shard-book.ts") },
      output: { entryFileNames: ({ name }) => (name === "shard-book" ? "shard-book.js" : "assets/[name]-[hash].js") },
    },
  },
  worker: { format: "es", rolldownOptions: { output: { keepNames: true } } },
  optimizeDeps: { exclude: ["pyodide"] },
});
