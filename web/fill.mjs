// Puts what a page of the program holds into the page as it is built now, for development and
// tests: a change of the page needs no new program. The program alone knows what a page holds.
// node web/fill.mjs FROM.html TO.html    FROM: of "faultline run --report" or "faultline lab --write"
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const built = (name) =>
  readFileSync(fileURLToPath(new URL(`built/${name}.html`, import.meta.url)), "utf8");
const HELD = /(<script type="text\/plain" id="([a-z-]+)"[^>]*>)([^<]*)(?=<\/script>)/g;

/** @param written a report or a lab, as the program wrote it */
export function refilled(written) {
  const held = new Map([...written.matchAll(HELD)].map(([, , id, content]) => [id, content]));
  held.delete("program"); // the page's own code
  const isLab = held.has("engine");
  if (isLab) held.set("report-page", gzipSync(built("report"), { level: 9 }).toString("base64"));
  const page = built(isLab ? "lab" : "report");
  return page.replace(HELD, (_, head, id, own) => head + (held.get(id) ?? own));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to] = process.argv.slice(2);
  writeFileSync(to, refilled(readFileSync(from, "utf8")));
}
