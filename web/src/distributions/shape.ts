import type { Distribution } from "../data";
import type { LogAxis } from "./axis";

const round = (v: number) => Math.round(v * 10) / 10;

/** Share per decade: bins of different widths must not look different. */
export function densities(d: Distribution): number[] {
  return d.share.map((share, i) => {
    const wide = Math.log10(d.to_s[i]! / Math.max(d.from_s[i]!, 1e-9));
    return wide > 0 ? share / wide : 0;
  });
}

/** The outline of a histogram as a path that starts and ends on the base line. */
export function outline(d: Distribution, axis: LogAxis, height: number, top: number): string {
  const heights = densities(d);
  let path = "";
  let end = -1;
  heights.forEach((density, i) => {
    const from = d.from_s[i]!;
    const to = d.to_s[i]!;
    if (to <= axis.low || from >= axis.high) return;
    const y = round(height - (density / top) * height);
    const x = round(axis.place(from));
    if (Math.abs(x - end) > 0.6) path += `${path ? `V${height}` : ""}M${x} ${height}`;
    end = round(axis.place(to));
    path += `V${y}H${end}`;
  });
  return path ? `${path}V${height}` : "";
}
