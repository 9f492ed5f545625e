/** How a text fits into a box: measured in the type of the page. */

export interface Type {
  size: number;
  bold?: boolean;
}

/** A text as it is drawn: its lines, and the size of its type. */
export interface Fitted {
  lines: string[];
  size: number;
}

/** Type is made smaller, before anything is cut, down to these shares of its size. */
const SHARES = [1, 0.95, 0.9, 0.85, 0.8];

/** Names are broken after a hyphen, a dot and the like, and before a capital inside of a word. */
const BREAKS = /(?<=[-._/ ])|(?<=[a-z])(?=[A-Z])/;

/** A canvas measures without touching the page; its type is that of the page. */
let pen: CanvasRenderingContext2D | null = null;
let family = "";

export function widthOf(text: string, { size, bold }: Type): number {
  if (!pen) {
    pen = document.createElement("canvas").getContext("2d")!;
    family = getComputedStyle(document.body).fontFamily;
  }
  pen.font = `${bold ? "bold " : ""}${size}px ${family}`;
  return pen.measureText(text).width;
}

export const fits = (text: string, room: number, type: Type) => widthOf(text, type) <= room;

/** How many letters of the text fit. */
function kept(text: string, room: number, type: Type, end = ""): number {
  let count = text.length;
  while (count > 1 && !fits(text.slice(0, count) + end, room, type)) count--;
  return count;
}

const cut = (text: string, room: number, type: Type) =>
  fits(text, room, type) ? text : `${text.slice(0, kept(text, room, type, "…"))}…`;

/** The two lines that are most alike in length, if both fit. */
function broken(text: string, room: number, type: Type): string[] | null {
  const pieces = text.split(BREAKS);
  const ways = pieces.slice(1).map((_, i) => {
    const lines = [pieces.slice(0, i + 1).join(""), pieces.slice(i + 1).join("")];
    return { lines, longest: Math.max(...lines.map((line) => widthOf(line, type))) };
  });
  const best = ways.sort((a, b) => a.longest - b.longest)[0];
  return best && best.longest <= room ? best.lines : null;
}

/** The whole text on one line or two, in smaller type where it must be; only a text that is too
 * long for two lines of the smallest type is cut. */
export function fitted(text: string, room: number, type: Type, lines: 1 | 2 = 1): Fitted {
  for (const share of SHARES) {
    const size = type.size * share;
    if (fits(text, room, { ...type, size })) return { lines: [text], size };
    const two = lines === 2 && broken(text, room, { ...type, size });
    if (two) return { lines: two, size };
  }
  const smallest = { ...type, size: type.size * SHARES.at(-1)! };
  if (lines === 1) return { lines: [cut(text, room, smallest)], size: smallest.size };
  const first = kept(text, room, smallest);
  const rest = cut(text.slice(first), room, smallest);
  return { lines: [text.slice(0, first), rest], size: smallest.size };
}
