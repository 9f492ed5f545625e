/** Rows of the table of measures, and their order. */
import type { Estimate, MeasureInfo, Report } from "../data";
import { measuredText } from "../text/numbers";
import { markdownTable } from "../text/markdown";

export interface MeasureRow { info: MeasureInfo; values: (Estimate | null)[]; winner: string }

/** By column: "measure" is the order of the data, "better" the winner, a number a design. */
export interface Order { column: "measure" | "better" | number; down: boolean }

function winnerOf(report: Report, key: string, window: string | null): string {
  const winners = report.differences.filter((d) => d.measure === key).flatMap((d) => {
    if (window === null) return d.winner ?? [];
    return d.windows.find((w) => w.name === window)?.winner ?? [];
  });
  return [...new Set(winners)].join(", ");
}

/** A window (null: the whole run); measures that no design has are left out. */
export function rowsOf(report: Report, window: string | null, only?: string[]): MeasureRow[] {
  return report.measures.filter((info) => !only || only.includes(info.key)).map((info) => ({
    info,
    values: report.designs.map((design) => {
      const measures = window === null ? design.measures
        : design.windows.find((w) => w.name === window)?.measures;
      return measures?.[info.key] ?? null;
    }),
    winner: winnerOf(report, info.key, window),
  })).filter((row) => row.values.some((v) => v !== null && v.mean !== null));
}

export function sorted(rows: MeasureRow[], { column, down }: Order): MeasureRow[] {
  if (column === "measure") return down ? [...rows].reverse() : rows;
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === "better") {
      if (!a.winner !== !b.winner) return a.winner ? -1 : 1;
      return sign * a.winner.localeCompare(b.winner);
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

export function asMarkdown(report: Report, rows: MeasureRow[]): string {
  return markdownTable(
    ["Measure", ...report.designs.map((d) => d.name), "Better"],
    rows.map((row) => [row.info.title,
      ...row.values.map((v) => measuredText(v, row.info.unit)), row.winner]));
}
