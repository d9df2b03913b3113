// Builds the islands with fixed names into dist/, which crates/desk embeds: the desk itself adds the hash to their addresses.

import { existsSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { basemap } from "./basemap.ts";

const modules = new URL("node_modules/", import.meta.url);

/** What the map loads by itself: the worker of MapLibre, which must be a file of its own, and the basemap. */
function beside(): Plugin {
  return {
    name: "beside",
    generateBundle() {
      const emit = (fileName: string, source: string) => this.emitFile({ type: "asset", fileName, source });
      const worker = readFileSync(new URL("maplibre-gl/dist/maplibre-gl-worker.mjs", modules), "utf8");
      emit("map-worker.js", worker.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
      emit("basemap.json", JSON.stringify(basemap(modules)));
      emit("licences.txt", licences());
    },
  };
}

/** The licences of what is built in. */
function licences(): string {
  const parts = ["maplibre-gl", "pmtiles", "topojson-client", "world-atlas"].map((name) => {
    const about = JSON.parse(readFileSync(new URL(`${name}/package.json`, modules), "utf8")) as Record<string, string>;
    const texts = ["LICENSE", "LICENSE.txt"].map((file) => new URL(`${name}/${file}`, modules)).filter((file) => existsSync(file));
    const text = texts[0] ? readFileSync(texts[0], "utf8") : `Its licence is ${about["license"]}.`;
    return `${name} ${about["version"]}\n\n${text}`;
  });
  return parts.join("\n\n---\n\n");
}

export default defineConfig(({ mode }) => ({
  base: "/assets/",
  publicDir: false,
  plugins: mode === "map" ? [beside()] : [],
  build: {
    outDir: "dist",
    emptyOutDir: mode === "map",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    modulePreload: false,
    rollupOptions: {
      input: { [mode]: new URL(`src/${mode}.ts`, import.meta.url).pathname },
      output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]", codeSplitting: false },
    },
  },
}));
