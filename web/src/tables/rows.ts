/** Rows of the table of measures, and their order. */
import type { Estimate, MeasureInfo, Report } from "../data";
import { measuredText } from "../text/numbers";
import { markdownTable } from "../text/markdown";
import { listed } from "../text/words";
import { betterOf, type Pair } from "./pair";

/** One design is better than others, by their places. */
export interface Win {
  winner: number;
  than: number[];
}
export interface MeasureRow {
  info: MeasureInfo;
  values: (Estimate | null)[];
  wins: Win[];
}

/** By column: "measure" is the order of the data, "better" the winner, a number a design. */
export interface Order {
  column: "measure" | "better" | number;
  down: boolean;
}

function winsOf(report: Report, key: string, window: string | null, pair: Pair | null): Win[] {
  const place = (name: string) => report.designs.findIndex((d) => d.name === name);
  const wins = new Map<number, number[]>();
  for (const { from, to, measure, winner: whole, windows } of report.differences) {
    if (measure !== key) continue;
    const winner =
      window === null ? whole : (windows.find((w) => w.name === window)?.winner ?? null);
    if (winner === null) continue;
    if (pair && !(pair.includes(place(from)) && pair.includes(place(to)))) continue;
    const loser = winner === from ? to : from;
    wins.set(place(winner), [...(wins.get(place(winner)) ?? []), place(loser)]);
  }
  return [...wins].map(([winner, than]) => ({ winner, than }));
}

/** "events", or with more than two designs "events than rest". */
export function winText({ winner, than }: Win, report: Report, pair: Pair | null): string {
  const name = (place: number) => report.designs[place]?.name ?? "";
  return pair || report.designs.length < 3
    ? name(winner)
    : `${name(winner)} than ${listed(than.map(name))}`;
}

/** What a table shows: a window (null: the whole run), which measures (undefined: all), and which
 * two designs it compares (null: all that the data compare). */
export interface Choice {
  window: string | null;
  only?: string[] | undefined;
  pair?: Pair | null;
}

/** Measures that no design has are left out. */
export function rowsOf(report: Report, { window, only, pair = null }: Choice): MeasureRow[] {
  return report.measures
    .filter((info) => !only || only.includes(info.key))
    .map((info) => ({
      info,
      values: report.designs.map((design) => {
        const measures =
          window === null
            ? design.measures
            : design.windows.find((w) => w.name === window)?.measures;
        return measures?.[info.key] ?? null;
      }),
      wins: winsOf(report, info.key, window, pair),
    }))
    .filter((row) => row.values.some((v) => v !== null && v.mean !== null));
}

export function sorted(rows: MeasureRow[], { column, down }: Order): MeasureRow[] {
  if (column === "measure") return down ? [...rows].reverse() : rows;
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === "better") {
      const first = ({ wins }: MeasureRow) => wins[0]?.winner ?? Infinity;
      return first(a) === first(b) ? 0 : sign * (first(a) - first(b));
    }
    const x = a.values[column]?.mean ?? null;
    const y = b.values[column]?.mean ?? null;
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    return sign * (x - y);
  });
}

export function windowsOf(report: Report): string[] {
  return [...new Set(report.designs.flatMap((d) => d.windows.map((w) => w.name)))];
}

export function asMarkdown(report: Report, rows: MeasureRow[], pair: Pair | null): string {
  return markdownTable(
    ["Measure", ...report.designs.map((d) => d.name), betterOf(report, pair)],
    rows.map((row) => [
      row.info.title,
      ...row.values.map((v) => measuredText(v, row.info.unit)),
      row.wins.map((win) => winText(win, report, pair)).join("; "),
    ]),
  );
}
