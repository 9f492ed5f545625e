/** How much of a text fits into a box: measured in the type of the page. */

export interface Type {
  size: number;
  bold?: boolean;
}

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

/** As much of the text as fits, with an ellipsis where some is missing. */
export function fitted(text: string, room: number, type: Type): string {
  if (fits(text, room, type)) return text;
  let kept = text.length - 1;
  while (kept > 1 && !fits(`${text.slice(0, kept)}…`, room, type)) kept--;
  return `${text.slice(0, kept)}…`;
}
