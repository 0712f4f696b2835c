import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const api = process.env.PANEL_SERVER ?? "http://127.0.0.1:8080";

/**
 * A browser asks for six files at a time, and each costs a round trip. What every page begins with
 * is one file; of the rest, what the very same pages use goes together. (Merging small pieces with
 * their neighbours would save a few files more, and have pages load the drawing of the editor.)
 */
const GROUPS = [
  { name: "start", tags: ["$initial" as const], priority: 2 },
  { name: "shared", minShareCount: 2, entriesAware: true, priority: 1 },
];

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // Nothing is inlined into the page: its content security policy allows no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: GROUPS },
        chunkFileNames: ({ name }) => `assets/${name.split("~")[0]}-[hash].js`,
      },
    },
  },
  server: { proxy: { "/api": { target: api, ws: true } } },
  test: { environment: "node", include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
});
