/** Sampled requests on their way, in a picture of their own over the stage: it is drawn anew with
 * every frame, the boxes and links below only when they change. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Clock } from "../clock/clock";
import type { DesignReport, Trace } from "../data";
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

export const CROSS = "M-2.5 -2.5L2.5 2.5M-2.5 2.5L2.5 -2.5"; // of one that fails

const SVG = "http://www.w3.org/2000/svg";
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

function mark(element: SVGGElement, dot: Dot, chosen: boolean) {
  const look = `dot${dot.bad ? " bad" : ""}${chosen ? " chosen" : ""}`;
  if (element.getAttribute("class") !== look) element.setAttribute("class", look);
  element.setAttribute("transform", `translate(${dot.x.toFixed(1)} ${dot.y.toFixed(1)})`);
}

function newMark(): SVGGElement {
  const group = document.createElementNS(SVG, "g");
  const circle = document.createElementNS(SVG, "circle");
  circle.setAttribute("r", "5");
  const cross = document.createElementNS(SVG, "path");
  cross.setAttribute("d", CROSS);
  group.append(circle, cross);
  return group;
}

function show(layer: SVGGElement, dots: Dot[], chosen: number | null) {
  while (layer.childNodes.length < dots.length) layer.append(newMark());
  while (layer.childNodes.length > dots.length) layer.lastChild!.remove();
  dots.forEach((dot, i) =>
    mark(layer.childNodes[i] as SVGGElement, dot, dot.trace.request === chosen),
  );
}

export function Dots({ design, graph, layout, scale, clock, chosen, found }: Props) {
  const layer = useRef<SVGGElement>(null);
  const way = useMemo(() => wayFinder(graph, layout), [graph, layout]);
  const schedules = useMemo(() => new Map<number, Schedule[]>(), [design]);
  useEffect(() => {
    const draw = () => {
      let plan = schedules.get(clock.speed);
      if (!plan) {
        plan = design.traces.map((trace) => scheduleOf(trace, clock.speed));
        schedules.set(clock.speed, plan);
      }
      found.current = dotsAt(plan, clock.shown, graph, way);
      show(layer.current!, found.current, chosen);
    };
    draw();
    return clock.listen(draw);
  }, [design, graph, clock, way, schedules, chosen, found]);
  return (
    <svg
      class="dots"
      width={layout.width * scale}
      height={layout.height * scale}
      aria-hidden="true"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
    >
      <g ref={layer} />
    </svg>
  );
}

/** The dot at a place of the picture, if there is one near enough. */
export function dotNear(dots: Dot[], at: Point): Dot | null {
  const near = dots
    .map((dot) => ({ dot, far: Math.hypot(dot.x - at.x, dot.y - at.y) }))
    .filter(({ far }) => far < REACH)
    .sort((a, b) => a.far - b.far)[0];
  return near?.dot ?? null;
}
