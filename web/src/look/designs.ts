/** A design looks the same everywhere: a colour, a dash and a mark, by its place in the list. */
const DASHES: number[][] = [[], [6, 3], [2, 3], [10, 3, 2, 3], [14, 4], [4, 2, 1, 2]];
const MARKS = ["●", "■", "▲", "◆", "★", "✚"];
const COLOURS = 6;

export const designColour = (index: number) => `var(--design-${index % COLOURS})`;
export const designDash = (index: number) => DASHES[index % DASHES.length]!;
export const designMark = (index: number) => MARKS[index % MARKS.length]!;
