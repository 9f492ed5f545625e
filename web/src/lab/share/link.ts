/** Links: "#lesson=01&set=faults.0.for=30s", or the whole scenario, compressed. What comes from a
 * link is data: it is opened and validated, and nothing runs before somebody presses "Run". */
import { entryOf, find, type Entry } from "../contents/contents";
import { limited } from "../contents/unpack";
import { withSettings } from "../scenario/edit";
import { asSettings } from "../scenario/changes";
import { fromBase64Url, toBase64Url } from "../../text/base64";

const MOST_LETTERS = 400_000; // of a link
export const MOST_BYTES = 1_000_000; // of a scenario
const MOST_SETTINGS = 200;

export interface Opened {
  entry: Entry;
  text: string;
}

async function deflated(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Of text that is no such thing throws, whatever it is. */
async function inflated(packed: string): Promise<string> {
  const blob = new Blob([fromBase64Url(packed) as BlobPart]);
  const stream = blob.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const all = await limited(stream, MOST_BYTES);
  return new TextDecoder("utf-8", { fatal: true }).decode(all);
}

/** The settings that lead from one text to the other, letter by letter; null where none do. */
function settingsBetween(before: string, after: string): string[] | null {
  const settings = asSettings(before, after);
  if (!settings || settings.length > MOST_SETTINGS) return null;
  try {
    return withSettings(before, settings) === after ? settings : null;
  } catch {
    return null;
  }
}

/** The part of a link after "#". */
export async function fragmentOf(opened: Entry, text: string, known: boolean): Promise<string> {
  const settings = known ? settingsBetween(opened.text, text) : null;
  const parts: [string, string][] = settings
    ? [["lesson", opened.name], ...settings.map((s): [string, string] => ["set", s])]
    : [
        ["name", opened.name],
        ["scenario", toBase64Url(await deflated(text))],
      ];
  return new URLSearchParams(parts).toString();
}

async function wholeScenario(packed: string, name: string | null): Promise<Opened> {
  const text = await inflated(packed).catch(() => {
    throw new Error("The scenario in the link is damaged, incomplete or too large.");
  });
  const safe = (name ?? "").replace(/[^\w.-]+/g, "-").slice(0, 60) || "from-a-link";
  return { entry: entryOf({ file: `${safe}.json`, text }), text };
}

function changedLesson(entries: Entry[], lesson: string, settings: string[]): Opened {
  const entry = find(entries, lesson);
  if (!entry) throw new Error("The link names a lesson that this page does not have.");
  if (settings.length > MOST_SETTINGS) throw new Error("The link changes too much.");
  try {
    return { entry, text: withSettings(entry.text, settings) };
  } catch (error) {
    throw new Error(`A change in the link does not apply: ${(error as Error).message}.`);
  }
}

/** What a link opens; null where it says nothing. Throws why it cannot be opened. */
export async function openedBy(fragment: string, entries: Entry[]): Promise<Opened | null> {
  if (fragment.length > MOST_LETTERS) throw new Error("The link is too long to be read.");
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const scenario = given.get("scenario");
  const lesson = given.get("lesson");
  if (scenario !== null) return wholeScenario(scenario, given.get("name"));
  if (lesson !== null) return changedLesson(entries, lesson, given.getAll("set"));
  if ([...given].length > 0) throw new Error("The link names no lesson and holds no scenario.");
  return null;
}
