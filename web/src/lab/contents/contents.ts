/** All that the page carries: the engine, the lessons, the schema, and the page of a report. */
import { headOf, type Headed } from "../lesson/lesson";
import type { Schema } from "../editor/schema";
import { packedIn } from "./unpack";

export interface Entry extends Headed {
  file: string; // "scenarios/01-order-checkout.json"
  name: string; // "01", or the name of the file
  text: string;
}

export interface Contents {
  module: Promise<WebAssembly.Module>;
  entries: Entry[];
  schema: Schema;
  start: Entry | null; // to be opened at once
  reportPage: string | null;
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const baseName = (file: string) =>
  file
    .split("/")
    .at(-1)!
    .replace(/\.json$/, "");

/** "01" of "scenarios/01-order-checkout.json" */
export const nameOf = (file: string) => /^\d+(?=-)/.exec(baseName(file))?.[0] ?? baseName(file);

export const entryOf = ({ file, text }: { file: string; text: string }): Entry => ({
  file,
  name: nameOf(file),
  text,
  ...headOf(text),
});

/** By file, name or number. */
export const find = (entries: Entry[], wanted: string) =>
  entries.find((e) => [e.file, e.name, baseName(e.file)].includes(wanted)) ?? null;

function startOf(entries: Entry[]): Entry | null {
  const start = document.getElementById("start")?.textContent?.trim() ?? "";
  return start === "" || start.startsWith("__") ? null : find(entries, start);
}

/** Null where the page was not filled. */
export async function readContents(): Promise<Contents | null> {
  const [engine, lessons, schema, report] = await Promise.all(
    ["engine", "lessons", "schema", "report-page"].map(packedIn),
  );
  if (!engine || !lessons || !schema) return null;
  const given = JSON.parse(textOf(lessons)) as { file: string; text: string }[];
  const entries = given.map(entryOf);
  return {
    module: WebAssembly.compile(engine.buffer as ArrayBuffer),
    entries,
    schema: JSON.parse(textOf(schema)) as Schema,
    start: startOf(entries),
    reportPage: report ? textOf(report) : null,
  };
}
