/** The name of a part without its role: "service order" is "order". */
export const bareName = (part: string) =>
  part.replace(/^(service|store|cache|broker|topic|subscription|client) (?=.)/, "");

/** Cause chains are written with "<-" in files, with an arrow on a page. */
export const withArrows = (text: string) => text.replace(/ <- /g, " ← ");

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Ends with a full stop, as a sentence does. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

export const plural = (count: number, noun: string) =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** "a, b and c" */
export function listed(names: string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

const WIDE = 0.56; // of a letter, as a share of the size of its type

export const fits = (text: string, width: number, size = 11) => text.length * size * WIDE <= width;

/** Cuts a text to the width of a box. */
export function fitted(text: string, width: number, size: number): string {
  const room = Math.floor(width / (size * WIDE));
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}
