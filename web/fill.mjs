// Puts what a page of the program holds into the page as it is built now, for development and
// tests: a change of the page needs no new program. The program alone knows what a page holds.
// node web/fill.mjs FROM.html TO.html    FROM: of "faultline run --report" or "faultline lab --write"
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIGITS =
  "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?,;_()[]{}@%$#";

/** As the program writes it, and the page reads it (src/lab/contents/base85.ts). */
export function base85(bytes) {
  const text = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const count = Math.min(4, bytes.length - at);
    let word = 0;
    for (let i = 0; i < 4; i++) word = word * 256 + (i < count ? bytes[at + i] : 0);
    const group = [];
    for (let i = 0; i < 5; i++, word = Math.floor(word / 85)) group.unshift(DIGITS[word % 85]);
    text.push(...group.slice(0, count + 1));
  }
  return text.join("");
}

const built = (name) =>
  readFileSync(fileURLToPath(new URL(`built/${name}.html`, import.meta.url)), "utf8");
const HELD = /(<script type="text\/plain" id="([a-z-]+)"[^>]*>)([^<]*)(?=<\/script>)/g;

/** @param written a report or a lab, as the program wrote it */
export function refilled(written) {
  const held = new Map([...written.matchAll(HELD)].map(([, , id, content]) => [id, content]));
  held.delete("program"); // the page's own code
  const isLab = held.has("engine");
  if (isLab) held.set("report-page", base85(gzipSync(built("report"), { level: 9 })));
  const page = built(isLab ? "lab" : "report");
  return page.replace(HELD, (_, head, id, own) => head + (held.get(id) ?? own));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to] = process.argv.slice(2);
  writeFileSync(to, refilled(readFileSync(from, "utf8")));
}
