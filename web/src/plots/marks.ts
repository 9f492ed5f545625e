/** What the marks in the panels are: shades and dashed lines. */
import type { Strike } from "../data";
import { listed, plural } from "../text/words";

const NAMED = 4;

/** Ends a sentence: "; shaded: payment down; dashed: releases". */
export function marksInWords(strikes: Strike[]): string {
  const faults = new Set(strikes.filter((s) => s.is === "fault").map((s) => s.name));
  const more = faults.size - NAMED;
  const names = [...faults].slice(0, NAMED);
  const shaded = more > 0 ? [...names, plural(more, "other fault")] : names;
  const releases = strikes.filter((s) => s.is === "release").length;
  return [
    shaded.length > 0 ? `; shaded: ${listed(shaded)}` : "",
    releases > 0 ? `; dashed: ${releases > 1 ? "releases" : "the release"}` : "",
  ].join("");
}
