import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const root = fileURLToPath(new URL(".", import.meta.url));

/** One page, one file: web/built/NAME.html, which the program carries in itself. */
export const onePage = (name: string) =>
  defineConfig({
    root,
    base: "./",
    publicDir: false,
    plugins: [viteSingleFile({ removeViteModuleLoader: true })],
    build: {
      outDir: `${root}built`,
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: { input: `${root}${name}.html` },
    },
  });
