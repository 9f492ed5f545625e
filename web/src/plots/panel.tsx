import uPlot from "uplot";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Clock } from "../clock/clock";
import { useClock } from "../clock/shown";
import { bucketAt } from "../course/buckets";
import type { Strike } from "../data";
import { designColour, designMark } from "../look/designs";
import { useLook } from "../look/settings";
import { px } from "../look/size";
import { quantity } from "../text/numbers";
import { dataOf, optionsOf } from "./draw";
import { isNarrow, nameAt, useGutters } from "./gutters";
import { apart } from "./labels";
import { placeOf, scaleOf } from "./scale";
import type { PanelData } from "./series";

interface Props {
  panel: PanelData;
  clock: Clock;
  strikes: Strike[];
  width: number;
  height: number;
  axis: boolean;
}

/** The element that holds a plot; the plot is kept there for who exports or tests it. */
export interface PlotHost extends HTMLDivElement {
  plot?: uPlot;
}

const LINE = 16; // height of a label
const LINES = 31; // where its name and its value stand below one another

const colours = (host: Element) => {
  const style = getComputedStyle(host);
  return (name: string) => style.getPropertyValue(name).trim();
};

/** Draws the curves; anew when data, width or look change. */
function usePlot(props: Props) {
  const host = useRef<PlotHost>(null);
  const { theme, scale } = useLook();
  const { panel, width, height, axis, strikes, clock } = props;
  const { left, right } = useGutters(width);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element || width <= 0) return;
    const plot = new uPlot(
      optionsOf(panel, {
        width,
        height,
        scale,
        axis,
        strikes,
        gutters: { left, right },
        length: clock.length,
        colours: colours(element),
      }),
      dataOf(panel),
      element,
    );
    element.plot = plot;
    return () => plot.destroy();
  }, [panel, width, height, axis, strikes, clock, theme, scale, left, right]);
  return host;
}

/** A pointer over the panel shows its time everywhere; a press keeps it. */
function usePointing(width: number, clock: Clock) {
  const { left, right } = useGutters(width);
  const timeAt = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const share = (event.clientX - box.left - left) / (width - left - right);
    return share < 0 || share > 1 ? null : share * clock.length;
  };
  return {
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType === "mouse") clock.peek(timeAt(event));
    },
    onPointerLeave: () => clock.peek(null),
    onClick: (event: MouseEvent) => {
      const time = timeAt(event as PointerEvent);
      if (time === null) return;
      clock.pause();
      clock.set(time);
    },
  };
}

/** The time of the clock as a line through whatever has the time axis. */
export function Crosshair({ clock, width }: { clock: Clock; width: number }) {
  const line = useRef<HTMLDivElement>(null);
  const { left, right } = useGutters(width);
  useEffect(() => {
    const draw = () => {
      const x = left + ((width - left - right) * clock.shown) / clock.length;
      if (line.current) line.current.style.transform = `translateX(${x.toFixed(1)}px)`;
    };
    draw();
    return clock.listen(draw);
  }, [clock, width, left, right]);
  return <div class="crosshair" ref={line} aria-hidden="true" />;
}

interface LabelProps {
  panel: PanelData;
  clock: Clock;
  width: number;
  height: number;
  top: number;
}

/** Each curve's name and its value at the time of the crosshair, at the end of the curve. */
function Labels({ panel, clock, width, height, top }: LabelProps) {
  const { scale } = useLook();
  const bucket = (panel.times[1] ?? 1) - (panel.times[0] ?? 0);
  const i = useClock(clock, (c) => bucketAt(panel.times, bucket, c.shown));
  const narrow = isNarrow(width, scale);
  const axis = scaleOf(panel);
  const last = (values: (number | null)[]) => values.filter((v) => v !== null).at(-1) ?? axis.low;
  const tops = apart(
    panel.curves.map(({ course }) => ({
      y: top + (height - top) * placeOf(axis, last(course.mean)),
      height: (narrow ? LINES : LINE) * scale,
    })),
    height + 4,
  );
  const { right } = useGutters(width);
  return (
    <div
      class={narrow ? "labels narrow" : "labels"}
      style={{ left: px(width - right + 6 * scale), width: px(right - 6 * scale) }}
    >
      {panel.curves.map((curve, k) => {
        const name = nameAt(curve.name, right, width, scale);
        return (
          <div
            key={`${curve.name} ${curve.which}`}
            class={curve.thin ? "thin" : ""}
            style={{ top: px(tops[k]!), color: designColour(curve.design) }}
            title={curve.name}
          >
            <span style={{ fontSize: px(name.size) }}>
              {designMark(curve.design)} {name.text}
            </span>{" "}
            {curve.which && <em>{curve.which}</em>}{" "}
            <b>{quantity(curve.course.mean[i], panel.unit)}</b>
          </div>
        );
      })}
    </div>
  );
}

/** A panel over time: all designs on one y axis, intervals as bands, labels at the curves. */
export function Panel(props: Props) {
  const { panel, clock, width, height } = props;
  const { scale } = useLook();
  const host = usePlot(props);
  const pointing = usePointing(width, clock);
  const { left } = useGutters(width);
  const names = [...new Set(panel.curves.map((c) => c.name))].join(", ");
  return (
    <figure class="panel" data-panel={panel.key} {...pointing}>
      <figcaption style={{ paddingLeft: px(left) }}>
        <b>{panel.title}</b> <span>{panel.meaning}</span>
      </figcaption>
      <div
        class="plot"
        ref={host}
        role="img"
        aria-label={`${panel.title} over time: ${panel.meaning}; ${names}`}
      >
        {width > 0 && <Crosshair clock={clock} width={width} />}
        {width > 0 && (
          <Labels panel={panel} clock={clock} width={width} height={height} top={6 * scale} />
        )}
      </div>
    </figure>
  );
}
