/** Options of uPlot for a panel: no box, few lines, bands for intervals, gaps where nothing is. */
import uPlot from "uplot";
import type { Strike } from "../data";
import { designDash } from "../look/designs";
import { quantity } from "../text/numbers";
import { clockTime, timeTicks } from "../text/times";
import type { Gutters } from "./gutters";
import { scaleOf } from "./scale";
import type { Curve, PanelData } from "./series";

export interface Drawing {
  width: number;
  height: number;
  scale: number; // of the type
  gutters: Gutters;
  length: number; // of the run
  strikes: Strike[];
  axis: boolean; // draws the time axis
  colours: (name: string) => string;
}

const AXIS_HEIGHT = 26;

export function dataOf(panel: PanelData): uPlot.AlignedData {
  const positive = (values: (number | null)[]) =>
    panel.log ? values.map((v) => (v !== null && v > 0 ? v : null)) : values;
  const columns = panel.curves.flatMap(({ course }) =>
    [course.high, course.low, course.mean].map(positive),
  );
  return [panel.times, ...columns];
}

/** Points that stand alone would be lost between two gaps: they are drawn as points. */
const lonely: uPlot.Series.Points.Filter = (plot, series, show) => {
  if (!show) return null;
  const values = plot.data[series]!;
  const alone: number[] = [];
  values.forEach((v, i) => {
    const before = values[i - 1] ?? null;
    const after = values[i + 1] ?? null;
    if (v !== null && v !== undefined && before === null && after === null) alone.push(i);
  });
  return alone;
};

function seriesOf(curve: Curve, drawing: Drawing): uPlot.Series[] {
  const colour = drawing.colours(`--design-${curve.design % 6}`);
  const edge = (): uPlot.Series => ({ scale: "y", width: 0, points: { show: false } });
  return [
    edge(),
    edge(),
    {
      scale: "y",
      stroke: colour,
      dash: designDash(curve.design).map((d) => d * drawing.scale),
      width: (curve.thin ? 1 : 1.9) * drawing.scale,
      spanGaps: false,
      points: { show: true, size: 4, filter: lonely, fill: colour, stroke: colour },
    },
  ];
}

function shade(plot: uPlot, drawing: Drawing) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = drawing.colours("--fault");
  ctx.strokeStyle = drawing.colours("--release");
  for (const strike of drawing.strikes) {
    const from = plot.valToPos(strike.from_s, "x", true);
    const to = plot.valToPos(Math.min(drawing.length, strike.to_s ?? drawing.length), "x", true);
    if (strike.is === "fault") ctx.fillRect(from, bbox.top, Math.max(1, to - from), bbox.height);
    else {
      ctx.setLineDash([4, 4]);
      ctx.strokeRect(from, bbox.top, 0, bbox.height);
    }
  }
  ctx.restore();
}

function axesOf(panel: PanelData, drawing: Drawing): uPlot.Axis[] {
  const { scale, gutters, colours, width, height } = drawing;
  const font = `${Math.round(12 * scale)}px ${colours("--font")}`;
  const shared = { stroke: colours("--muted"), font, ticks: { show: false } };
  const grid = { stroke: colours("--grid"), width: 1 };
  const room = width - gutters.left - gutters.right;
  const few = (ticks: number[]) => (ticks.length > 4 ? ticks.filter((_, i) => i % 2 === 0) : ticks);
  return [
    {
      ...shared,
      grid: { show: false },
      size: drawing.axis ? AXIS_HEIGHT * scale : 0,
      show: drawing.axis,
      gap: 6 * scale,
      splits: () => timeTicks(drawing.length, Math.max(2, room / (62 * scale))),
      values: (_, ticks) => ticks.map((t) => clockTime(t)),
    },
    {
      ...shared,
      scale: "y",
      size: gutters.left,
      gap: 6 * scale,
      grid,
      space: Math.min(30 * scale, height / 3),
      ...(panel.log
        ? { splits: (_p: uPlot, _a: number, low: number, high: number) => decades(low, high) }
        : {}),
      filter: (_, ticks) => (panel.log ? ticks : few(ticks)),
      values: (_, ticks) => ticks.map((v) => (v === null ? "" : quantity(v, panel.unit))),
    },
  ];
}

function decades(low: number, high: number): number[] {
  const out: number[] = [];
  for (let e = Math.round(Math.log10(low)); 10 ** e <= high * 1.001; e++) out.push(10 ** e);
  return out;
}

export function optionsOf(panel: PanelData, drawing: Drawing): uPlot.Options {
  const { scale, gutters, width, height } = drawing;
  const { low, high } = scaleOf(panel);
  return {
    width,
    height: height + (drawing.axis ? AXIS_HEIGHT * scale : 0),
    padding: [6 * scale, gutters.right, drawing.axis ? 0 : 4, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [0, drawing.length] },
      y: { range: () => [low, high], ...(panel.log ? { distr: 3 as const } : {}) },
    },
    axes: axesOf(panel, drawing),
    series: [{}, ...panel.curves.flatMap((curve) => seriesOf(curve, drawing))],
    bands: panel.curves.map((curve, i) => ({
      series: [i * 3 + 1, i * 3 + 2] as [number, number],
      fill: drawing.colours(`--band-${curve.design % 6}`),
    })),
    hooks: { drawClear: [(plot) => shade(plot, drawing)] },
  };
}
