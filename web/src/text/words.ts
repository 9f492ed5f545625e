/** The name of a part without its role: "service order" is "order". */
export const bareName = (part: string) =>
  part.replace(/^(service|store|cache|broker|topic|subscription|projection|client) (?=.)/, "");

/** Cause chains are written with "<-" in files, with an arrow on a page. */
export const withArrows = (text: string) => text.replace(/ <- /g, " ← ");

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines do not break within a number, its unit and its half-width. */
export const unbroken = (text: string) =>
  text.replace(/ (?=±)|(?<=±) |(?<=\d) (?=%|(?:[nµm]?s|min|h|d)\b)/g, "\u00a0");

/** Ends with a full stop, as a sentence does. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

export const plural = (count: number, noun: string) =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** "a, b and c" */
export function listed(names: string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
