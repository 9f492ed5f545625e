/** A panel as a picture of its own: what the page draws on a canvas, as SVG. */
import type { Strike } from "../../data";
import { designDash, designMark } from "../../look/designs";
import { placeOf, scaleOf, type Scale } from "../../plots/scale";
import type { Curve, PanelData } from "../../plots/series";
import { quantity } from "../../text/numbers";
import { clockTime, timeTicks } from "../../text/times";

const WIDTH = 900;
const HEIGHT = 300;
const PLOT = { left: 76, top: 46, right: 776, bottom: 262 };

export type Colours = (name: string) => string;

interface Frame {
  length: number;
  scale: Scale;
  x: (time: number) => number;
  y: (value: number) => number;
}

export const escaped = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const round = (value: number) => Math.round(value * 10) / 10;

const textAt = (x: number, y: number, words: string, more = "") =>
  `<text x="${round(x)}" y="${round(y)}" ${more}>${escaped(words)}</text>`;

/** Lines through the values, broken where there is none. */
function linesOf(times: number[], values: (number | null)[], { x, y, scale }: Frame): string {
  let open = false;
  return values
    .map((value, i) => {
      if (value === null || (scale.log && value <= 0)) {
        open = false;
        return "";
      }
      const at = `${open ? "L" : "M"}${round(x(times[i]!))} ${round(y(value))}`;
      open = true;
      return at;
    })
    .join("");
}

/** The band of intervals: a bar for each bucket, so that gaps stay gaps. */
function bandOf(times: number[], { course }: Curve, { x, y }: Frame): string {
  const step = (times[1] ?? 1) - (times[0] ?? 0);
  return course.low
    .map((low, i) => {
      const high = course.high[i] ?? null;
      if (low === null || high === null || high <= low) return "";
      const [from, to] = [round(x(times[i]!)), round(x(times[i]! + step))];
      return `M${from} ${round(y(high))}H${to}V${round(y(low))}H${from}Z`;
    })
    .join("");
}

function valueTicks({ low, high, log }: Scale): number[] {
  const steps = log ? Math.max(1, Math.round(Math.log10(high / low))) : 4;
  return Array.from({ length: steps + 1 }, (_, i) =>
    log ? low * 10 ** i : low + ((high - low) * i) / steps,
  );
}

function axes(panel: PanelData, frame: Frame, colours: Colours): string {
  const { left, right, bottom } = PLOT;
  const across = valueTicks(frame.scale).map((value) => {
    const at = round(frame.y(value));
    const label = textAt(left - 8, at + 4, quantity(value, panel.unit), 'text-anchor="end"');
    return `<path d="M${left} ${at}H${right}" stroke="${colours("--grid")}"/>${label}`;
  });
  const along = timeTicks(frame.length, 10).map((time) =>
    textAt(frame.x(time), bottom + 20, clockTime(time), 'text-anchor="middle"'),
  );
  return `<g fill="${colours("--muted")}">${[...across, ...along].join("")}</g>`;
}

function shades(strikes: Strike[], { x, length }: Frame, colours: Colours): string {
  return strikes
    .filter((strike) => strike.is === "fault")
    .map(({ from_s, to_s }) => {
      const from = round(x(Math.min(length, from_s)));
      const width = Math.max(1, round(x(Math.min(length, to_s ?? length))) - from);
      const { top, bottom } = PLOT;
      return `<rect x="${from}" y="${top}" width="${width}" height="${bottom - top}" fill="${colours("--fault")}"/>`;
    })
    .join("");
}

function curve(panel: PanelData, shown: Curve, index: number, frame: Frame, colours: Colours) {
  const colour = colours(`--design-${shown.design % 6}`);
  const name = `${designMark(shown.design)} ${shown.name} ${shown.which ?? ""}`;
  return (
    `<path d="${bandOf(panel.times, shown, frame)}" fill="${colours(`--band-${shown.design % 6}`)}"/>` +
    `<path d="${linesOf(panel.times, shown.course.mean, frame)}" fill="none" stroke="${colour}" ` +
    `stroke-width="${shown.thin ? 1 : 2}" stroke-dasharray="${designDash(shown.design).join(" ")}"/>` +
    textAt(PLOT.right + 12, PLOT.top + 14 + index * 20, name, `fill="${colour}" font-weight="600"`)
  );
}

export function plotSvg(
  panel: PanelData,
  strikes: Strike[],
  length: number,
  colours: Colours,
): string {
  const scale = scaleOf(panel);
  const { left, right, top, bottom } = PLOT;
  const frame: Frame = {
    length,
    scale,
    x: (time) => left + ((right - left) * time) / length,
    y: (value) => top + (bottom - top) * placeOf(scale, value),
  };
  const ink = `fill="${colours("--ink")}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" ` +
    `viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">` +
    `<rect width="100%" height="100%" fill="${colours("--raised")}"/>` +
    textAt(left, 26, panel.title, `${ink} font-weight="650" font-size="15"`) +
    textAt(right, 26, panel.meaning, `fill="${colours("--muted")}" text-anchor="end"`) +
    shades(strikes, frame, colours) +
    axes(panel, frame, colours) +
    panel.curves.map((c, i) => curve(panel, c, i, frame, colours)).join("") +
    "</svg>"
  );
}
