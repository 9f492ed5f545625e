import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const root = fileURLToPath(new URL(".", import.meta.url));

/** One page, one file: web/built/NAME.html, which the program carries in itself. */
export const onePage = (name: string, ...plugins: Plugin[]) =>
  defineConfig({
    root,
    base: "./",
    publicDir: false,
    logLevel: "warn",
    plugins: [viteSingleFile({ removeViteModuleLoader: true }), ...plugins],
    build: {
      outDir: `${root}built`,
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: { input: `${root}${name}.html` },
    },
  });
