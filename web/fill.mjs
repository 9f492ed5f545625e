// Fills the lab's page as "faultline lab --write" does, for development and tests:
// node web/fill.mjs ENGINE.wasm FILE.html [START]
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = (name) => readFileSync(`${root}web/built/${name}.html`, "utf8");
const packed = (content) => gzipSync(content, { level: 9 }).toString("base64");

/** The lessons of the course, in the order of their chapters as they stand in the schema. */
export function lessons() {
  const schema = JSON.parse(readFileSync(`${root}scenarios/scenario.schema.json`, "utf8"));
  const chapters = schema.properties.lesson.properties.chapter.enum;
  const chapterOf = (text) => /"chapter": "([^"]*)"/.exec(text)?.[1];
  return readdirSync(`${root}scenarios`)
    .filter((name) => /^\d\d-.*\.json$/.test(name))
    .sort()
    .map((name) => ({
      file: `scenarios/${name}`,
      text: readFileSync(`${root}scenarios/${name}`, "utf8"),
    }))
    .map((lesson) => ({ ...lesson, chapter: chapters.indexOf(chapterOf(lesson.text)) }))
    .sort((a, b) => a.chapter - b.chapter)
    .map(({ file, text }) => ({ file, text }));
}

/** @param engine the module's bytes */
export function labPage(engine, { scenarios = lessons(), start = "" } = {}) {
  const schema = readFileSync(`${root}scenarios/scenario.schema.json`);
  const places = {
    __START__: start.replace(/[<&]/g, ""),
    __LESSONS__: packed(JSON.stringify(scenarios)),
    __SCHEMA__: packed(schema),
    __REPORT_PAGE__: packed(built("report")),
    __ENGINE__: packed(engine),
  };
  return built("lab").replace(/__[A-Z_]+__/g, (place) => places[place] ?? place);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [engine, file, start] = process.argv.slice(2);
  writeFileSync(file, labPage(readFileSync(engine), { start }));
}
