// The sources of the page, for tests of functions: Vite reads the TypeScript.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const sources = fileURLToPath(new URL("../../web/src/", import.meta.url));

export async function source(path) {
  const { module } = await runnerImport(sources + path, { configFile: false, logLevel: "error" });
  return module;
}
