/** Sampled requests on their way, on a canvas over the stage: it is painted anew with every frame,
 * which leaves the page alone; the boxes and links below are drawn only when they change. */
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Clock } from "../clock/clock";
import type { DesignReport, Trace } from "../data";
import { useLook } from "../look/settings";
import { px, usePixelRatio } from "../look/size";
import { along } from "./curve";
import type { Graph } from "./graph";
import type { Layout, Point } from "./layout";
import { scheduleOf, stepsAt, type Schedule } from "./schedule";
import { wayFinder } from "./ways";

interface Props {
  design: DesignReport;
  graph: Graph;
  layout: Layout;
  scale: number;
  clock: Clock;
  chosen: number | null; // request
  found: { current: Dot[] }; // filled with what is shown, for who looks for a dot
}

export interface Dot extends Point {
  trace: Trace;
  bad: boolean;
}

/** The canvas keeps what it shows, for who exports or tests it. */
export interface DotsHost extends HTMLCanvasElement {
  dots?: Dot[];
}

export const RADIUS = 5;
export const CROSS = "M-2.5 -2.5L2.5 2.5M-2.5 2.5L2.5 -2.5"; // of one that fails

const REACH = 16; // how near a click must be
const APART = 6; // dots at one place lie beside one another

/** Where the dots are at a time. */
export function dotsAt(
  schedules: Schedule[],
  time: number,
  graph: Graph,
  way: ReturnType<typeof wayFinder>,
): Dot[] {
  return schedules.flatMap((schedule) =>
    stepsAt(schedule, time).flatMap(({ step, share }) => {
      const line = way(step.hop);
      if (!line) return [];
      const { x, y } = along(line, share);
      const aside = share >= 1 ? ((schedule.trace.request % 5) - 2) * APART : 0;
      const { from, to } = step.hop;
      const across = graph.home.get(from) !== graph.home.get(to);
      return [
        {
          x: x + (across ? aside : 0),
          y: y + (across ? 0 : aside),
          trace: schedule.trace,
          bad: step.bad,
        },
      ];
    }),
  );
}

/** Colours of the dots, as the theme has them. */
function coloursOf(host: Element) {
  const style = getComputedStyle(host);
  const [good, bad, edge, ink] = ["--good", "--bad", "--raised", "--ink"].map((name) =>
    style.getPropertyValue(name).trim(),
  ) as [string, string, string, string];
  return { good, bad, edge, ink };
}

/** Paints dots as they lie: a disc each, with a cross where the request fails. */
function paint(
  host: DotsHost,
  colours: ReturnType<typeof coloursOf>,
  failing: Path2D,
  chosen: number | null,
) {
  const pen = host.getContext("2d")!;
  const { a: zoom } = pen.getTransform();
  pen.clearRect(0, 0, host.width / zoom, host.height / zoom);
  for (const { x, y, bad, trace } of host.dots ?? []) {
    const isChosen = trace.request === chosen;
    pen.beginPath();
    pen.arc(x, y, isChosen ? RADIUS + 1.5 : RADIUS, 0, 2 * Math.PI);
    pen.fillStyle = bad ? colours.bad : colours.good;
    pen.fill();
    pen.strokeStyle = isChosen ? colours.ink : colours.edge;
    pen.lineWidth = isChosen ? 2.5 : 1.5;
    pen.stroke();
    if (!bad) continue;
    pen.translate(x, y);
    pen.strokeStyle = colours.edge;
    pen.lineWidth = 1.8;
    pen.stroke(failing);
    pen.translate(-x, -y);
  }
}

export function Dots({ design, graph, layout, scale, clock, chosen, found }: Props) {
  const host = useRef<DotsHost>(null);
  const { theme } = useLook();
  const ratio = usePixelRatio();
  const way = useMemo(() => wayFinder(graph, layout), [graph, layout]);
  const schedules = useMemo(() => new Map<number, Schedule[]>(), [design]);
  const width = layout.width * scale;
  const height = layout.height * scale;
  useLayoutEffect(() => {
    const canvas = host.current!;
    canvas.width = Math.ceil(width * ratio);
    canvas.height = Math.ceil(height * ratio);
    canvas.getContext("2d")!.scale(scale * ratio, scale * ratio);
  }, [width, height, scale, ratio]);
  useEffect(() => {
    const canvas = host.current!;
    const colours = coloursOf(canvas);
    const failing = new Path2D(CROSS);
    const draw = () => {
      let plan = schedules.get(clock.speed);
      if (!plan) {
        plan = design.traces.map((trace) => scheduleOf(trace, clock.speed));
        schedules.set(clock.speed, plan);
      }
      found.current = canvas.dots = dotsAt(plan, clock.shown, graph, way);
      paint(canvas, colours, failing, chosen);
    };
    draw();
    return clock.listen(draw);
  }, [design, graph, clock, way, schedules, chosen, found, theme, width, height, scale, ratio]);
  const size = { width: px(width), height: px(height) };
  return <canvas class="dots" ref={host} style={size} aria-hidden="true" />;
}

/** The dot at a place of the picture, if there is one near enough. */
export function dotNear(dots: Dot[], at: Point): Dot | null {
  const near = dots
    .map((dot) => ({ dot, far: Math.hypot(dot.x - at.x, dot.y - at.y) }))
    .filter(({ far }) => far < REACH)
    .sort((a, b) => a.far - b.far)[0];
  return near?.dot ?? null;
}
